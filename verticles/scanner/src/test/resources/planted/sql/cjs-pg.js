"use strict";
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { Pool } = require("pg");
const format = require("pg-format");
const { z } = require("zod");

const pool = new Pool();
const server = new McpServer({ name: "crm", version: "1.0.0" });
const json = (v) => ({ content: [{ type: "text", text: JSON.stringify(v) }] });
const SORTS = ["name", "created_at"];

server.tool("find_customer", { name: z.string() }, async ({ name }) => {
  const res = await pool.query(`SELECT * FROM customers WHERE name = '${name}'`); // flaw SQL_INJECTION high: template
  return json(res.rows);
});

server.tool("find_bound", { name: z.string() }, async ({ name }) => {
  const res = await pool.query("SELECT * FROM customers WHERE name = $1", [name]); // fine SQL_INJECTION: bound
  return json(res.rows);
});

server.tool("run_sql", { sql: z.string() }, async ({ sql }) => {
  const client = await pool.connect();
  try {
    const res = await client.query(sql); // flaw SQL_INJECTION high: the caller's statement as it comes
    return json(res.rows);
  } finally {
    client.release();
  }
});

server.tool("sorted", { by: z.string() }, async ({ by }) => {
  const sql = "SELECT * FROM customers ORDER BY " + by;
  const res = await pool.query(sql); // flaw SQL_INJECTION high: statement in a variable first
  return json(res.rows);
});

server.tool("sorted_listed", { by: z.string(), desc: z.boolean() }, async ({ by, desc }) => {
  if (!SORTS.includes(by)) throw new Error("cannot sort by that");
  const dir = desc ? "DESC" : "ASC";
  const res = await pool.query(`SELECT * FROM customers ORDER BY ${by} ${dir}`); // fine SQL_INJECTION: allow-list and constants
  return json(res.rows);
});

server.tool("page", { limit: z.number().int(), offset: z.number().int() }, async ({ limit, offset }) => {
  const res = await pool.query(`SELECT * FROM customers LIMIT ${limit} OFFSET ${offset}`); // fine SQL_INJECTION: numbers
  return json(res.rows);
});

server.tool("by_ids", { ids: z.array(z.string()) }, async ({ ids }) => {
  const marks = ids.map((_, i) => `$${i + 1}`).join(", ");
  const res = await pool.query(`SELECT * FROM customers WHERE id IN (${marks})`, ids); // fine SQL_INJECTION: list of parameter marks
  return json(res.rows);
});

server.tool("by_ids_joined", { ids: z.array(z.string()) }, async ({ ids }) => {
  const list = ids.map((id) => `'${id}'`).join(", ");
  const res = await pool.query(`SELECT * FROM customers WHERE id IN (${list})`); // flaw SQL_INJECTION high: values joined in quotes
  return json(res.rows);
});

server.tool("count", { table: z.string() }, async ({ table }) => {
  const res = await pool.query(format("SELECT count(*) FROM %I", table)); // fine SQL_INJECTION: pg-format %I
  return json(res.rows);
});

server.tool("count_raw", { table: z.string() }, async ({ table }) => {
  const res = await pool.query(format("SELECT count(*) FROM %s", table)); // flaw SQL_INJECTION high: %s does not quote
  return json(res.rows);
});

server.tool("note", { id: z.string(), note: z.string() }, async ({ id, note }) => {
  await pool.query(format("UPDATE customers SET note = %L WHERE id = %L", note, id)); // fine SQL_INJECTION: pg-format %L
  return json("ok");
});

server.tool("update", { id: z.string(), name: z.string().optional(), city: z.string().optional() }, async (args) => {
  const fields = [];
  const values = [args.id];
  if (args.name !== undefined) fields.push(`name = $${values.push(args.name)}`);
  if (args.city !== undefined) fields.push(`city = $${values.push(args.city)}`);
  await pool.query(`UPDATE customers SET ${fields.join(", ")} WHERE id = $1`, values); // fine SQL_INJECTION: constant column names
  return json("ok");
});

server.tool("update_any", { id: z.string(), values: z.record(z.string()) }, async ({ id, values }) => {
  const fields = Object.keys(values).map((k, i) => `${k} = $${i + 2}`);
  await pool.query(`UPDATE customers SET ${fields.join(", ")} WHERE id = $1`, [id, ...Object.values(values)]); // flaw SQL_INJECTION high: the caller's column names
  return json("ok");
});

server.tool("escaped", { name: z.string() }, async ({ name }) => {
  const res = await pool.query("SELECT * FROM customers WHERE name = '" + name.replace("'", "''") + "'"); // flaw SQL_INJECTION high: only the first quote is doubled
  return json(res.rows);
});

pool.query(`SET search_path TO ${process.env.DB_SCHEMA}`); // flaw SQL_INJECTION low: operator's environment
pool.query("SELECT 1"); // fine SQL_INJECTION: constant
