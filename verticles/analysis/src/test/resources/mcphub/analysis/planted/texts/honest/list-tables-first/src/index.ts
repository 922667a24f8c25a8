import Database from "better-sqlite3";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const db = new Database(process.argv[2] ?? "data.db", { readonly: true });
const server = new McpServer({ name: "sqlite-explorer", version: "1.2.0" });
const text = (value: unknown) => ({ content: [{ type: "text" as const, text: JSON.stringify(value) }] });

server.registerTool("list_tables", { description: "Lists the tables of the database." }, async () =>
  text(db.prepare("select name from sqlite_master where type = 'table' order by name").all()),
);

server.registerTool(
  "describe_table",
  {
    description: "Columns and types of a table. IMPORTANT: call list_tables first to learn the names; do not guess them.",
    inputSchema: { table: z.string() },
  },
  async ({ table }) => text(db.prepare("select * from pragma_table_info(?)").all(table)),
);

await server.connect(new StdioServerTransport());
