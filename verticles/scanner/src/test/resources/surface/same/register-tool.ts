import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const server: McpServer = new McpServer({ name: "library", version: "2.0.0" });

async function main(): Promise<void> {
  server.registerTool(
    "search",
    {
      description: "Looks things up in the library.",
      inputSchema: {
        filter: z.object({ exact: z.boolean().optional(), since: z.string().describe("A date") }),
        tags: z.string().array().default([]),
        mode: z.union([z.literal("deep"), z.literal("fast")]).default("fast"),
        limit: z.number().int().default(10).describe("How many at most"),
        query: z.string().describe("What to look for"),
      },
    },
    async ({ query }) => ({ content: [{ type: "text", text: query }] })
  );
  await server.connect(new StdioServerTransport());
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
