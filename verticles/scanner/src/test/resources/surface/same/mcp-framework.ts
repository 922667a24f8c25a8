import { MCPServer, MCPTool } from "mcp-framework";
import { z } from "zod";

export default class SearchTool extends MCPTool<{ query: string }> {
  name = "search";
  description = "Looks things up in the library.";
  schema = {
    query: { type: z.string(), description: "What to look for" },
    limit: { type: z.number().int().default(10), description: "How many at most" },
    mode: { type: z.enum(["fast", "deep"]).default("fast") },
    tags: { type: z.array(z.string()).default([]) },
    filter: { type: z.object({ since: z.string().describe("A date"), exact: z.boolean().optional() }) },
  };

  async execute(input: { query: string }) {
    return input.query;
  }
}

const server = new MCPServer();
server.start();
