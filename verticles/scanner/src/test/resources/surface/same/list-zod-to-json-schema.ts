import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { ListToolsRequestSchema, ToolSchema } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import { zodToJsonSchema } from "zod-to-json-schema";

type ToolInput = z.infer<typeof ToolSchema.shape.inputSchema>;
enum ToolName {
  SEARCH = "search",
}
const Base = z.object({ query: z.string().describe("What to look for"), page: z.number() });
const SearchSchema = Base.omit({ page: true }).merge(
  z.object({
    limit: z.number().int().optional().default(10).describe("How many at most"),
    mode: z.nativeEnum({ Fast: "fast", Deep: "deep" }).default("fast"),
    tags: z.array(z.string()).default([]),
    filter: z.object({ since: z.string(), exact: z.boolean() }).partial({ exact: true }).extend({ since: z.coerce.string().describe("A date") }),
  })
);

const server = new Server({ name: "library", version: "0.2.0" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, async () => {
  return {
    tools: [
      {
        name: ToolName.SEARCH,
        description: `Looks things up ` + `in the library.`,
        inputSchema: zodToJsonSchema(SearchSchema) as ToolInput,
      },
    ],
  };
});

const transport = new StdioServerTransport();
await server.connect(transport);
