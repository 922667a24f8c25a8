const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");
require("./util");

const server = new McpServer({ name: "color-contrast", version: "1.2.2" });
server.tool("contrast", "Contrast of two grey values", { a: z.number(), b: z.number() }, async ({ a, b }) => ({
  content: [{ type: "text", text: String((Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)) }],
}));
server.connect(new StdioServerTransport());
