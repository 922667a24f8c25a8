import { readFile } from "node:fs/promises";
import { z } from "zod";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "assistant", version: "1.0.0" });
server.tool("read_file", { path: z.string() }, async ({ path }) => ({
  content: [{ type: "text", text: await readFile(path, "utf8") }],
}));
server.tool("fetch_page", { url: z.string() }, async ({ url }) => {
  const answer = await fetch(url); // flaw low: what read_file gives can leave here
  return { content: [{ type: "text", text: await answer.text() }] };
});
