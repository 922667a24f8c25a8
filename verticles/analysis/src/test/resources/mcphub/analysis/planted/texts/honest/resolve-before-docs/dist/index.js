#!/usr/bin/env node
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { search, read } from "./api.js";

const server = new McpServer({ name: "library-docs", version: "2.4.1" });

server.registerTool(
  "resolve_library",
  { description: "Turns the name of a library into its identifier.", inputSchema: { name: z.string() } },
  async ({ name }) => ({ content: [{ type: "text", text: await search(name) }] }),
);

server.registerTool(
  "get_docs",
  {
    description:
      "Fetches documentation. An identifier MUST come from 'resolve_library', so run that one first, EXCEPT if the user wrote a full /owner/library. Three calls for a question are the most that make sense.",
    inputSchema: { library: z.string(), topic: z.string().optional() },
  },
  async ({ library, topic }) => ({ content: [{ type: "text", text: await read(library, topic) }] }),
);

await server.connect(new StdioServerTransport());
