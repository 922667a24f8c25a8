const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const types = require("@modelcontextprotocol/sdk/types.js");
const path = require("path");

const server = new Server({ name: "win-paths", version: "0.1.9" }, { capabilities: { tools: {} } });
server.setRequestHandler(types.ListToolsRequestSchema, async () => ({
  tools: [{ name: "normalize", description: "Normalizes a path", inputSchema: { type: "object", properties: { path: { type: "string" } } } }],
}));
server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => ({
  content: [{ type: "text", text: path.win32.normalize(params.arguments.path) }],
}));
server.connect(new StdioServerTransport());
