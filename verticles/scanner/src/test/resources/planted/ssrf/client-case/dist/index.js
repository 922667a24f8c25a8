const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { CallToolRequestSchema } = require("@modelcontextprotocol/sdk/types.js");
const tools = require("./tools");

const server = new Server({ name: "client", version: "1.0.0" }, { capabilities: { tools: {} } });
const table = new Map([
  ["probe", tools.probe],
  ["item", tools.item],
  ["mirror", tools.mirror],
  ["stage", tools.stage],
]);

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const handler = table.get(params.name);
  if (!handler) throw new Error("unknown tool");
  return { content: [{ type: "text", text: String(await handler(params.arguments)) }] };
});
