const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { z } = require("zod");
const { launch, launchWeb } = require("./browser");

const server = new McpServer({ name: "browser", version: "1.0.0" });
const u = { u: z.string() };

server.registerTool("launch", { inputSchema: u }, async (args) => {
  launch(args.u);
  return { content: [] };
});
server.registerTool("launch_web", { inputSchema: u }, async (args) => {
  launchWeb(args.u);
  return { content: [] };
});
