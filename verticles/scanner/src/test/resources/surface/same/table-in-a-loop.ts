import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

interface ToolDefinition { name: string; description: string; schema: z.ZodRawShape; handler: Function }

const text = (about: string) => z.string().describe(about);

const search: ToolDefinition = {
  name: "search",
  description: ["Looks things up", "in the library."].join(" "),
  schema: {
    query: text("What to look for"),
    limit: z.number().int().default(10).describe("How many at most"),
    mode: z.enum(["fast", "deep"]).default("fast"),
    tags: z.array(z.string()).default([]),
    filter: z.object({ since: text("A date"), exact: z.boolean().optional() }),
  },
  handler: async () => ({ content: [] }),
};

const all: Record<string, ToolDefinition> = { search };

function register(server: McpServer, tools: ToolDefinition[]) {
  for (const { name, description, schema, handler } of tools) {
    server.tool(name, description, schema, async (args) => handler(args));
  }
}

const server = new McpServer({ name: "library", version: "1.1.0" });
register(server, Object.values(all));
void server.connect(new StdioServerTransport());
