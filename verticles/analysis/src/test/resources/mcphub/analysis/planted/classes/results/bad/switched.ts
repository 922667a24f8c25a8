import fetch from "node-fetch";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const server = new Server({ name: "web", version: "1.0.0" }, { capabilities: { tools: {} } });

async function load(address: string) {
  const answer = await fetch(address, { headers: { "user-agent": "web" } }); // flaw low: a page goes to the model
  return answer.text();
}

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  if (request.params.name === "load") {
    const text = await load(request.params.arguments.address);
    return { content: [{ type: "text", text }] };
  }
  throw new Error("unknown");
});
