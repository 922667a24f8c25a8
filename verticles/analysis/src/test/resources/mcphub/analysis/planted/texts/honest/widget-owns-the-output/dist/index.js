import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { seats } from "./seats.js";

export const server = new McpServer({ name: "seat-picker", version: "0.4.2" });

server.registerTool(
  "show_seats",
  {
    title: "Show seats",
    description:
      "Shows free seats in a widget. IMPORTANT: `question` is what the user wrote, unchanged. What the widget shows is not to be said again in words, and internal seat ids (UUIDs) are never to be shown to the user; row and number are for people.",
    inputSchema: { show: z.string(), question: z.string().optional() },
    _meta: { "openai/outputTemplate": "ui://seats.html" },
  },
  async ({ show }) => ({
    content: [{ type: "text", text: "The seats are shown." }],
    structuredContent: { seats: seats(show) },
  }),
);
