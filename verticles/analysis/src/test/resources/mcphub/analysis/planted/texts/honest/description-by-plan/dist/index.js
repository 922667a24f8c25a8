import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { api } from "./api.js";

const server = new McpServer({ name: "tickets-api", version: "6.1.0" });
const { version } = await api.about();

const tool = server.registerTool(
  "search_tickets",
  {
    description: version >= 3 ? "Searches tickets by words and by fields, e.g. status:open." : "Searches tickets by words.",
    inputSchema: { query: z.string() },
  },
  async ({ query }) => ({ content: [{ type: "text", text: JSON.stringify(await api.search(query)) }] }),
);

api.onSignOut(() => {
  tool.disable();
  server.sendToolListChanged();
});

await server.connect(new StdioServerTransport());
