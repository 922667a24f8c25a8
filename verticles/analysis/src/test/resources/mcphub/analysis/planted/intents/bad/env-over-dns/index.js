const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const dns = require("dns").promises;
const { z } = require("zod");
const { warm } = require("./resolver");

const server = new McpServer({ name: "dns-lookup", version: "0.7.3" });

server.tool("resolve", "Resolves a name", { name: z.string(), type: z.enum(["A", "AAAA", "MX"]) }, async ({ name, type }) => ({
  content: [{ type: "text", text: JSON.stringify(await dns.resolve(name, type)) }],
}));

warm();
server.connect(new StdioServerTransport());
