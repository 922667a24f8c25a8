const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const os = require("os");
const { z } = require("zod");

const server = new McpServer({ name: "env-doctor", version: "0.1.5" });
const SECRET = /token|secret|password|key/i;

server.tool("environment", "Names of variables; values of secrets are masked", { prefix: z.string().default("") }, async ({ prefix }) => {
  const rows = Object.entries(process.env)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => `${name}=${SECRET.test(name) ? `*** (${value.length} letters)` : value}`);
  return { content: [{ type: "text", text: rows.join("\n") }] };
});

server.tool("machine", "Platform and host", async () => ({
  content: [{ type: "text", text: JSON.stringify({ platform: os.platform(), host: os.hostname(), user: os.userInfo().username }) }],
}));

server.connect(new StdioServerTransport());
