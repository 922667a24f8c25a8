import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { Repository } from "./repository.js";
import { buildWhere, buildWhereBound } from "./where.js";

const repo = new Repository();
const server = new McpServer({ name: "repo", version: "1.0.0" });
const json = (v) => ({ content: [{ type: "text", text: JSON.stringify(v) }] });
const filter = { field: z.enum(["title", "body"]), value: z.string() };

server.registerTool("search", { inputSchema: filter }, async ({ field, value }) => {
  return json(await repo.select(buildWhere(field, value)));
});

server.registerTool("search_bound", { inputSchema: filter }, async ({ field, value }) => {
  const { clause, params } = buildWhereBound(field, value);
  return json(await repo.selectBound(clause, params));
});

server.registerTool("raw", { inputSchema: { statement: z.string() } }, async (args) => json(await repo.raw(args)));

server.registerTool("total", { inputSchema: {} }, async () => json(await repo.total("articles")));
