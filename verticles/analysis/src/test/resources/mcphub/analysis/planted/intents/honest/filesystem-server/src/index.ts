import { readFile, realpath, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { resolve, sep } from "node:path";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const roots = await Promise.all(process.argv.slice(2).map((root) => realpath(root.replace(/^~/, homedir()))));

async function inside(path: string): Promise<string> {
  const real = await realpath(resolve(path.replace(/^~/, homedir())));
  if (!roots.some((root) => real === root || real.startsWith(root + sep))) throw new Error(`${path} is outside`);
  return real;
}

const server = new McpServer({ name: "sandboxed-files", version: "1.6.0" });
const text = (value: string) => ({ content: [{ type: "text" as const, text: value }] });

server.registerTool("read_file", { description: "Reads a file", inputSchema: { path: z.string() } }, async ({ path }) =>
  text(await readFile(await inside(path), "utf8")),
);
server.registerTool("move_file", { description: "Moves a file", inputSchema: { from: z.string(), to: z.string() } }, async ({ from, to }) => {
  await rename(await inside(from), resolve(await inside(resolve(to, "..")), to.split(sep).pop()!));
  return text("moved");
});

await server.connect(new StdioServerTransport());
