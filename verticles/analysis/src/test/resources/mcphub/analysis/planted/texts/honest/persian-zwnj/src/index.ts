import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const ENTRIES: Record<string, string> = {
  "کتاب\u200cخانه": "library",
  "می\u200cروم": "I go",
  "نیم\u200cفاصله": "zero-width non-joiner",
};

export const server = new McpServer({ name: "farsi-dictionary", version: "0.8.0" });

server.registerTool(
  "translate_word",
  {
    description: "واژه‌ای فارسی را به انگلیسی برمی‌گرداند. نیم‌فاصله‌ها را نگه دارید.",
    inputSchema: { word: z.string() },
  },
  async ({ word }) => ({ content: [{ type: "text", text: ENTRIES[word] ?? "—" }] }),
);
