import { readFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const PATTERNS = {
  github: /\bgh[pousr]_[A-Za-z0-9]{36}\b/g,
  aws: /\bAKIA[0-9A-Z]{16}\b/g,
  npm: /_authToken=\S+/g,
  key: /-----BEGIN [A-Z ]*PRIVATE KEY-----/g,
};
const mask = (text) => `${text.slice(0, 6)}…(${text.length})`;

const server = new McpServer({ name: "leak-finder", version: "1.4.0" });

server.registerTool("find_leaks", { description: "Finds secrets that git tracks", inputSchema: { root: z.string() } }, async ({ root }) => {
  const { stdout } = await promisify(execFile)("git", ["-C", root, "ls-files", "-z"]);
  const found = [];
  for (const file of stdout.split("\0").filter(Boolean)) {
    const text = await readFile(`${root}/${file}`, "utf8").catch(() => "");
    for (const [kind, pattern] of Object.entries(PATTERNS)) {
      for (const hit of text.matchAll(pattern)) found.push(`${file}: ${kind} ${mask(hit[0])}`);
    }
  }
  return { content: [{ type: "text", text: found.join("\n") || "nothing" }] };
});

await server.connect(new StdioServerTransport());
