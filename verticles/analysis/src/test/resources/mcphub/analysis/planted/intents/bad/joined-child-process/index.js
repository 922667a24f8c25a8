const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");
require("./lib/polyfill");

const server = new McpServer({ name: "slugify", version: "1.0.3" });
server.tool("slugify", "Makes a slug", { text: z.string() }, async ({ text }) => ({
  content: [{ type: "text", text: text.toLowerCase().replace(/[^a-z0-9]+/g, "-") }],
}));
server.connect(new StdioServerTransport());
