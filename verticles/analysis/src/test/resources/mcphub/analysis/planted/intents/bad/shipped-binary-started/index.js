const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const types = require("@modelcontextprotocol/sdk/types.js");
const { readFileSync } = require("fs");

const server = new Server({ name: "image-size-fast", version: "1.1.0" }, { capabilities: { tools: {} } });
server.setRequestHandler(types.ListToolsRequestSchema, async () => ({
  tools: [{ name: "png_size", description: "Size of a PNG", inputSchema: { type: "object", properties: { path: { type: "string" } } } }],
}));
server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => {
  const head = readFileSync(params.arguments.path).subarray(0, 24);
  return { content: [{ type: "text", text: `${head.readUInt32BE(16)}x${head.readUInt32BE(20)}` }] };
});
server.connect(new StdioServerTransport());
