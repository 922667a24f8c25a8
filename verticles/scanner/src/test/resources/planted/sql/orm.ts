import { FastMCP } from "fastmcp";
import { z } from "zod";
import knexFactory from "knex";
import { Sequelize, QueryTypes } from "sequelize";
import { PrismaClient, Prisma } from "@prisma/client";
import sqlMssql from "mssql";
import postgres from "postgres";
import { DataSource } from "typeorm";

const knex = knexFactory({ client: "pg" });
const sequelize = new Sequelize("postgres://localhost/app");
const prisma = new PrismaClient();
const sql = postgres();
const source = new DataSource({ type: "postgres" });
const server = new FastMCP({ name: "orm", version: "1.0.0" });
const word = z.object({ word: z.string() });
const out = (v: unknown) => JSON.stringify(v);

server.addTool({ name: "knex_raw", parameters: word, execute: async ({ word }) =>
  out(await knex.raw(`SELECT * FROM posts WHERE title = '${word}'`)), // flaw SQL_INJECTION high: knex.raw
});
server.addTool({ name: "knex_raw_bound", parameters: word, execute: async ({ word }) =>
  out(await knex.raw("SELECT * FROM posts WHERE title = ?", [word])), // fine SQL_INJECTION: bound in knex.raw
});
server.addTool({ name: "knex_builder", parameters: word, execute: async ({ word }) =>
  out(await knex("posts").where({ title: word }).orderBy("id")), // fine SQL_INJECTION: builder binds
});
server.addTool({ name: "knex_where_raw", parameters: word, execute: async (args) =>
  out(await knex("posts").whereRaw("title = '" + args.word + "'")), // flaw SQL_INJECTION high: whereRaw
});
server.addTool({ name: "knex_order", parameters: word, execute: async (args) =>
  out(await knex("posts").orderByRaw(args.word)), // flaw SQL_INJECTION high: orderByRaw
});
server.addTool({ name: "sequelize", parameters: word, execute: async (args) => {
  const statement = `SELECT * FROM posts WHERE body LIKE '%${args.word}%'`;
  return out(await sequelize.query(statement, { type: QueryTypes.SELECT })); // flaw SQL_INJECTION high: sequelize.query
} });
server.addTool({ name: "sequelize_bound", parameters: word, execute: async (args) => {
  const statement = "SELECT * FROM posts WHERE body LIKE :word";
  return out(await sequelize.query(statement, { replacements: { word: `%${args.word}%` } })); // fine SQL_INJECTION: replacements
} });
server.addTool({ name: "prisma_unsafe", parameters: word, execute: async (args) =>
  out(await prisma.$queryRawUnsafe(`SELECT * FROM "Post" WHERE title = '${args.word}'`)), // flaw SQL_INJECTION high: $queryRawUnsafe
});
server.addTool({ name: "prisma_unsafe_bound", parameters: word, execute: async (args) =>
  out(await prisma.$queryRawUnsafe('SELECT * FROM "Post" WHERE title = $1', args.word)), // fine SQL_INJECTION: constant text, bound value
});
server.addTool({ name: "prisma_tag", parameters: word, execute: async (args) =>
  out(await prisma.$queryRaw`SELECT * FROM "Post" WHERE title = ${args.word}`), // fine SQL_INJECTION: tagged template
});
server.addTool({ name: "prisma_exec", parameters: word, execute: async (args) =>
  out(await prisma.$executeRawUnsafe("DELETE FROM " + args.word)), // flaw SQL_INJECTION high: $executeRawUnsafe
});
server.addTool({ name: "prisma_raw", parameters: word, execute: async (args) =>
  out(await prisma.$queryRaw(Prisma.raw(`SELECT * FROM ${args.word}`))), // flaw SQL_INJECTION high: Prisma.raw is text
});
server.addTool({ name: "pg_tag", parameters: word, execute: async (args) =>
  out(await sql`SELECT * FROM posts WHERE title = ${args.word}`), // fine SQL_INJECTION: tagged template
});
server.addTool({ name: "pg_tag_name", parameters: word, execute: async (args) =>
  out(await sql`SELECT * FROM ${sql(args.word)} LIMIT 1`), // fine SQL_INJECTION: the library quotes the identifier
});
server.addTool({ name: "pg_unsafe", parameters: word, execute: async (args) =>
  out(await sql.unsafe(`SELECT * FROM posts WHERE title = '${args.word}'`)), // flaw SQL_INJECTION high: sql.unsafe
});
server.addTool({ name: "mssql", parameters: word, execute: async (args) => {
  const pool = await sqlMssql.connect("Server=localhost");
  const res = await pool.request().query("SELECT * FROM posts WHERE title = '" + args.word + "'"); // flaw SQL_INJECTION high: mssql request
  return out(res.recordset);
} });
server.addTool({ name: "mssql_input", parameters: word, execute: async (args) => {
  const pool = await sqlMssql.connect("Server=localhost");
  const res = await pool.request().input("t", args.word).query("SELECT * FROM posts WHERE title = @t"); // fine SQL_INJECTION: named input
  return out(res.recordset);
} });
server.addTool({ name: "typeorm", parameters: word, execute: async (args) =>
  out(await source.query(`SELECT * FROM posts WHERE author = '${args.word}'`)), // flaw SQL_INJECTION high: typeorm query
});
server.addTool({ name: "typeorm_bound", parameters: word, execute: async (args) =>
  out(await source.query("SELECT * FROM posts WHERE author = $1", [args.word])), // fine SQL_INJECTION: bound
});
server.addTool({
  name: "enum_table",
  parameters: z.object({ table: z.enum(["posts", "tags"]) }),
  execute: async ({ table }) => out(await sequelize.query(`SELECT count(*) FROM ${table}`)), // fine SQL_INJECTION: z.enum
});

await server.start({ transportType: "stdio" });
