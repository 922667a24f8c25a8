import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const EMOJIS: [string, string][] = [
  ["family", "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}"],
  ["technologist", "👩‍💻"],
  ["rainbow flag", "\u{1F3F3}\uFE0F\u200D\u{1F308}"],
  ["heart", "\u2764\uFE0F"],
];

export const server = new McpServer({ name: "emoji-search", version: "2.0.0" });

server.registerTool(
  "search_emoji",
  {
    description: "🔎 Searches emojis by name. Understands joined ones such as 👨‍👩‍👧 and 🏳️‍🌈 ❤️.",
    inputSchema: { query: z.string().describe("e.g. family 👪") },
  },
  async ({ query }) => ({
    content: [{ type: "text", text: EMOJIS.filter(([name]) => name.includes(query)).map(([, emoji]) => emoji).join(" ") }],
  }),
);
