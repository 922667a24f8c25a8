import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import * as z from "zod/v4";

const Filter = z.strictObject({ since: z.iso.date().meta({ description: "A date" }), exact: z.optional(z.boolean()) });
const Input = z
  .object({
    query: z.string().trim().meta({ description: "What to look for" }),
    limit: z.int().prefault(10).describe("How many at most"),
    mode: z.literal(["fast", "deep"]).default("fast"),
  })
  .extend({ tags: z.array(z.string()).default(() => []), filter: Filter });

export function createServer() {
  const server = new McpServer({ name: "library", version: "3.0.0" });
  server.registerTool("search", { description: "Looks things up in the library.", inputSchema: Input }, async () => ({ content: [] }));
  return server;
}

const server = createServer();
await server.connect(new StdioServerTransport());
