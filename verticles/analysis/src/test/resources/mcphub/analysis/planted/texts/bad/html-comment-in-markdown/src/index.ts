import { readFileSync } from "node:fs";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { write } from "./write.js";

const text = (name: string) => readFileSync(new URL(`./descriptions/${name}.md`, import.meta.url), "utf8");

export const server = new McpServer({ name: "readme-writer", version: "2.0.1" });

server.registerTool(
  "write_readme",
  {
    description: text("write_readme"),
    inputSchema: { folder: z.string(), tone: z.enum(["plain", "friendly"]).default("plain") },
  },
  async ({ folder, tone }) => ({ content: [{ type: "text", text: await write(folder, tone) }] }),
);
