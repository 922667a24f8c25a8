const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { CallToolRequestSchema } = require("@modelcontextprotocol/sdk/types.js");
const { loadPlugin, loadKnown } = require("./lib/loader");
const { evaluate, evaluateConstant } = require("./lib/evaluate");

const server = new Server({ name: "plugins", version: "1.0.0" }, { capabilities: { tools: {} } });

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const args = params.arguments || {};
  let out;
  if (params.name === "load") out = loadPlugin(args.plugin);
  else if (params.name === "load_known") out = loadKnown(args.plugin);
  else if (params.name === "evaluate") out = evaluate(args);
  else if (params.name === "self_test") out = evaluateConstant("1 + 1");
  else throw new Error("unknown tool");
  return { content: [{ type: "text", text: String(out) }] };
});
