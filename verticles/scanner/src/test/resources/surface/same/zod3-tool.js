import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const server = new McpServer({ name: "library", version: "1.0.0" });
server.tool(
  "search",
  "Looks things up in the library.",
  {
    query: z.string().min(1).describe("What to look for"),
    limit: z.number().int().max(50).default(10).describe("How many at most"),
    mode: z.enum(["fast", "deep"]).default("fast"),
    tags: z.array(z.string()).default([]),
    filter: z.object({ since: z.string().describe("A date"), exact: z.boolean().optional() }),
  },
  async ({ query }) => ({ content: [{ type: "text", text: query }] })
);
await server.connect(new StdioServerTransport());
