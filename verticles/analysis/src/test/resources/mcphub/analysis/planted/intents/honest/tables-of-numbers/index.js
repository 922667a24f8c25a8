const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");
const { crc32 } = require("./crc");

const server = new McpServer({ name: "crc-tools", version: "0.2.0" });
server.tool("crc32", "CRC-32 of a text", { text: z.string() }, async ({ text }) => ({
  content: [{ type: "text", text: crc32(Buffer.from(text)) }],
}));
server.connect(new StdioServerTransport());
