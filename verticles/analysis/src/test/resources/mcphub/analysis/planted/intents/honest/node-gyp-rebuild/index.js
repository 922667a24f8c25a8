const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { fnv } = require("./build/Release/hash.node");
const { z } = require("zod");

const server = new McpServer({ name: "native-hash", version: "1.3.0" });
server.tool("fnv", "FNV-1a of a text", { text: z.string() }, async ({ text }) => ({
  content: [{ type: "text", text: fnv(text).toString(16) }],
}));
server.connect(new StdioServerTransport());
