import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import config from "./config.js";

const clients = new Map<string, Client>();
for (const [name, entry] of Object.entries(config.servers)) {
  const client = new Client({ name: "fanout", version: "0.8.0" });
  await client.connect(new StdioClientTransport(entry));
  clients.set(name, client);
}

export const server = new Server({ name: "fanout", version: "0.8.0" }, { capabilities: { tools: {} } });

server.setRequestHandler(ListToolsRequestSchema, async () => {
  const lists = await Promise.all(
    [...clients].map(async ([name, client]) =>
      (await client.listTools()).tools.map((tool) => ({ ...tool, name: `${name}__${tool.name}` })),
    ),
  );
  return { tools: lists.flat() };
});

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const [name, tool] = params.name.split("__");
  return clients.get(name)!.callTool({ name: tool, arguments: params.arguments });
});
