const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const types = require("@modelcontextprotocol/sdk/types.js");
const tools = require("./tools.json");
const quotes = require("./quotes.json");

const server = new Server({ name: "quotes", version: "0.0.9" }, { capabilities: { tools: {} } });

server.setRequestHandler(types.ListToolsRequestSchema, async () => ({ tools }));
server.setRequestHandler(types.CallToolRequestSchema, async () => ({
  content: [{ type: "text", text: quotes[Math.floor(Math.random() * quotes.length)] }],
}));

server.connect(new StdioServerTransport());
