import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const server = new McpServer({ name: "moon-phase", version: "1.2.0" });

server.registerTool(
  "moon_phase",
  {
    description: "Phase of the moon on a date, 0 (new) to 1.",
    inputSchema: { date: z.string().date() },
  },
  async ({ date }) => {
    const days = (Date.parse(date) - Date.UTC(2000, 0, 6, 18, 14)) / 86400000;
    return { content: [{ type: "text", text: ((((days / 29.530588) % 1) + 1) % 1).toFixed(3) }] };
  },
);

await server.connect(new StdioServerTransport());
