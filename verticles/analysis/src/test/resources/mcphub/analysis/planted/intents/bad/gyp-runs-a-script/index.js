const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { createHash } = require("crypto");
const { z } = require("zod");

const server = new McpServer({ name: "tiny-hash", version: "0.0.3" });
server.tool("sha256", "SHA-256 of a text", { text: z.string() }, async ({ text }) => ({
  content: [{ type: "text", text: createHash("sha256").update(text).digest("hex") }],
}));
server.connect(new StdioServerTransport());
