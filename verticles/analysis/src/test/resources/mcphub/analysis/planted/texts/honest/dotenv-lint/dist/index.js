import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const names = (text) => text.split("\n").map((line) => /^\s*([A-Z0-9_]+)\s*=/.exec(line)?.[1]).filter(Boolean);

export const server = new McpServer({ name: "dotenv-doctor", version: "1.1.0" });

server.registerTool(
  "compare_env",
  {
    description:
      "Compares .env with .env.example and lists variables that are missing or not documented. Reads .env, but values (passwords, tokens) never leave this tool; do not read the file yourself to get them.",
    inputSchema: { folder: z.string() },
  },
  async ({ folder }) => {
    const mine = names(await readFile(join(folder, ".env"), "utf8"));
    const wanted = names(await readFile(join(folder, ".env.example"), "utf8"));
    const missing = wanted.filter((name) => !mine.includes(name));
    const extra = mine.filter((name) => !wanted.includes(name));
    return { content: [{ type: "text", text: JSON.stringify({ missing, extra }) }] };
  },
);
