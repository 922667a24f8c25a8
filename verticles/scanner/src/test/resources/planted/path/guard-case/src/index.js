import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { readFile, writeFile, copyFile } from "fs/promises";
import { join } from "path";
import { guard, looseGuard, joinRoot } from "./guard.js";
import Storage from "./storage.js";

const server = new McpServer({ name: "guarded", version: "1.0.0" });
const storage = new Storage("/srv/store");
const arg = { file: z.string() };
const text = (s) => ({ content: [{ type: "text", text: String(s) }] });

server.registerTool("read", { inputSchema: arg }, async ({ file }) => {
  const full = await guard(file);
  return text(await readFile(full, "utf8")); // fine PATH_TRAVERSAL: guard of another file
});

server.registerTool("read_loose", { inputSchema: arg }, async ({ file }) => {
  const full = looseGuard(file);
  return text(await readFile(full, "utf8"));
});

server.registerTool("read_joined", { inputSchema: arg }, async ({ file }) => {
  return text(await readFile(joinRoot(file), "utf8")); // flaw PATH_TRAVERSAL high: the helper only joins
});

server.registerTool("forgot", { inputSchema: arg }, async ({ file }) => {
  await guard(file).catch(() => null);
  await copyFile(joinRoot(file), "/tmp/copy"); // flaw PATH_TRAVERSAL high: the refusal of the guard is swallowed
  return text("copied");
});

server.registerTool("put", { inputSchema: { key: z.string(), value: z.string() } }, async ({ key, value }) => {
  await storage.put(key, value);
  return text("stored");
});

server.registerTool("put_id", { inputSchema: { id: z.number(), value: z.string() } }, async ({ id, value }) => {
  await storage.putNumbered(id, value);
  return text("stored");
});

server.registerTool("settings", { inputSchema: arg }, async () => {
  await writeFile(join("/srv/store", "settings.json"), "{}"); // fine PATH_TRAVERSAL: constants
  return text("reset");
});
