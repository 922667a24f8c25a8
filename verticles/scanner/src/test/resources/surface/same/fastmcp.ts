import { FastMCP } from "fastmcp";
import { z } from "zod";

const server = new FastMCP({ name: "library", version: "1.0.0" });
server.addTool({
  name: "search",
  description: "Looks things up in the library.",
  parameters: z.object({
    query: z.string().describe("What to look for"),
    limit: z.number().int().default(10).describe("How many at most"),
    mode: z.enum(["fast", "deep"]).default("fast"),
    tags: z.array(z.string()).default([]),
    filter: z.object({ since: z.string().describe("A date"), exact: z.boolean().optional() }),
  }),
  execute: async (args) => String(args.query),
});
server.start({ transportType: "stdio" });
