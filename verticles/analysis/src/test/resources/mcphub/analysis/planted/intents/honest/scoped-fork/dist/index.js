import { readFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import ignore from "ignore";
import { z } from "zod";

const root = resolve(process.argv[2] ?? ".");
const ignored = ignore().add(await readFile(resolve(root, ".mcpignore"), "utf8").catch(() => ""));

const server = new McpServer({ name: "filesystem-with-ignore", version: "0.7.1" });
server.registerTool("read_file", { description: "Reads a file", inputSchema: { path: z.string() } }, async ({ path }) => {
  const inner = relative(root, resolve(root, path));
  if (inner.startsWith("..") || ignored.ignores(inner)) throw new Error("not allowed");
  return { content: [{ type: "text", text: await readFile(resolve(root, inner), "utf8") }] };
});
await server.connect(new StdioServerTransport());
