#!/usr/bin/env node
import { readFile, readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const roots = process.argv.slice(2).map((root) => resolve(root));
const allowed = (path) => roots.some((root) => resolve(path).startsWith(root + "/"));
const text = (value) => ({ content: [{ type: "text", text: value }] });

const server = new McpServer({ name: "secure-filesystem-server", version: "0.6.3" });
server.registerTool("read_file", { description: "Reads a file", inputSchema: { path: z.string() } }, async ({ path }) =>
  text(allowed(path) ? await readFile(path, "utf8") : "not allowed"),
);
server.registerTool("list_directory", { description: "Lists a folder", inputSchema: { path: z.string() } }, async ({ path }) =>
  text(allowed(path) ? (await readdir(path)).join("\n") : "not allowed"),
);
await server.connect(new StdioServerTransport());
