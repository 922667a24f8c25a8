import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import Database from "better-sqlite3";
import sqlite3 from "sqlite3";
import { open } from "sqlite";

const db = new Database("data.db");
const old = new sqlite3.Database("old.db");
const wrapped = await open({ filename: "w.db", driver: sqlite3.Database });
const server = new Server({ name: "sqlite", version: "1.0.0" }, { capabilities: { tools: {} } });

function tableNames() {
  return db.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all().map((r) => r.name); // fine SQL_INJECTION: constant
}

function assertTable(table) {
  if (!tableNames().includes(table)) throw new Error("no such table");
}

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case "query":
      return reply(db.prepare(args.sql).all()); // flaw SQL_INJECTION high: the caller's statement
    case "exec":
      db.exec(args.script); // flaw SQL_INJECTION high: the caller's script
      return reply("ok");
    case "vacuum":
      db.exec("VACUUM"); // fine SQL_INJECTION: constant
      return reply("ok");
    case "find":
      return reply(db.prepare("SELECT * FROM items WHERE title LIKE ?").all(`%${args.word}%`)); // fine SQL_INJECTION: value is bound, pattern is a value
    case "find_inline":
      return reply(db.prepare(`SELECT * FROM items WHERE title LIKE '%${args.word}%'`).all()); // flaw SQL_INJECTION high: inline pattern
    case "describe": {
      assertTable(args.table);
      return reply(db.prepare(`PRAGMA table_info("${args.table}")`).all()); // fine SQL_INJECTION: name is one of the schema's own
    }
    case "describe_any":
      return reply(db.prepare(`PRAGMA table_info("${args.table}")`).all()); // flaw SQL_INJECTION high: unchecked identifier
    case "sample": {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(args.table)) throw new Error("bad name");
      return reply(db.prepare(`SELECT * FROM ${args.table} LIMIT 5`).all()); // fine SQL_INJECTION: anchored regex
    }
    case "sample_loose": {
      if (!/^[A-Za-z_]/.test(args.table)) throw new Error("bad name");
      return reply(db.prepare(`SELECT * FROM ${args.table} LIMIT 5`).all()); // flaw SQL_INJECTION high: only the first character is checked
    }
    case "pragma":
      return reply(db.pragma(args.pragma)); // flaw SQL_INJECTION high: the caller's pragma
    case "old_get":
      return reply(await new Promise((resolve) => old.get("SELECT * FROM log WHERE id = " + args.id, (_e, row) => resolve(row)))); // flaw SQL_INJECTION high: callback library
    case "old_get_bound":
      return reply(await new Promise((resolve) => old.get("SELECT * FROM log WHERE id = ?", [args.id], (_e, row) => resolve(row)))); // fine SQL_INJECTION: bound
    case "delete": {
      const clause = args.clause;
      await wrapped.run(`DELETE FROM items WHERE ${clause}`); // flaw SQL_INJECTION high: the caller's clause
      return reply("deleted");
    }
    case "filter": {
      const parts = [];
      const params = [];
      if (args.from) { parts.push("at >= ?"); params.push(args.from); }
      if (args.to) { parts.push("at <= ?"); params.push(args.to); }
      const where = parts.length ? "WHERE " + parts.join(" AND ") : "";
      return reply(await wrapped.all(`SELECT * FROM items ${where}`, params)); // fine SQL_INJECTION: clause of constants, values bound
    }
    case "filter_inline": {
      const parts = [];
      if (args.from) parts.push(`at >= '${args.from}'`);
      if (args.to) parts.push(`at <= '${args.to}'`);
      const where = parts.length ? "WHERE " + parts.join(" AND ") : "";
      return reply(await wrapped.all(`SELECT * FROM items ${where}`)); // flaw SQL_INJECTION high: clause of values
    }
    case "many": {
      const qs = Array(args.ids.length).fill("?").join(",");
      return reply(db.prepare(`SELECT * FROM items WHERE id IN (${qs})`).all(...args.ids)); // fine SQL_INJECTION: filled ? marks
    }
    case "many_again": {
      const holes = args.ids.map(() => "?");
      return reply(db.prepare("SELECT * FROM items WHERE id IN (" + holes + ")").all(args.ids)); // fine SQL_INJECTION: ? marks under another name
    }
    case "readonly": {
      if (!args.sql.trim().toUpperCase().startsWith("SELECT")) throw new Error("only SELECT");
      return reply(db.prepare(args.sql).all()); // flaw SQL_INJECTION medium: the caller's statement, held to begin with SELECT
    }
    case "insert_rows": {
      const ins = db.prepare("INSERT INTO items (title, body) VALUES (@title, @body)"); // fine SQL_INJECTION: constant, named values
      for (const row of args.rows) ins.run(row);
      return reply("ok");
    }
    default:
      throw new Error("unknown tool");
  }
});

function reply(value) {
  return { content: [{ type: "text", text: JSON.stringify(value) }] };
}
