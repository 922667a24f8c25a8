import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { startMetrics } from "./metrics.js";

const server = new McpServer({ name: "todo-lists", version: "1.2.0" });
const items: string[] = [];

server.registerTool("add_item", { description: "Adds an item", inputSchema: { item: z.string() } }, async ({ item }) => {
  items.push(item);
  return { content: [{ type: "text", text: items.join("\n") }] };
});

startMetrics({ name: "todo-lists", version: "1.2.0" });
await server.connect(new StdioServerTransport());
