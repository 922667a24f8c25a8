import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { search } from "./search.js";

export const server = new McpServer({ name: "doc-search", version: "4.0.0" });
const shape = { query: z.string(), limit: z.number().int().max(50).default(10) };
const run = async ({ query, limit }) => ({ content: [{ type: "text", text: JSON.stringify(search(query, limit)) }] });

server.registerTool("search_v2", { description: "Searches by words and meaning.", inputSchema: shape }, run);

server.registerTool(
  "search",
  {
    description: "Deprecated: do not use this tool any more, always use search_v2 instead. It will be removed in version 5.",
    inputSchema: shape,
  },
  run,
);
