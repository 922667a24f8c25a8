"""Customer tools: low-level server, match over the name, psycopg, asyncpg and pymysql."""
from __future__ import annotations

import re
from typing import Any

import asyncpg
import httpx
import psycopg
import pymysql
from mcp.server.lowlevel import Server
from mcp.types import TextContent
from psycopg import sql
from psycopg.sql import SQL, Identifier, Literal

server = Server("crm")
SORTS = ["name", "created_at"]
DSN = "dbname=crm"


async def pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(DSN)


def assignments(values: dict[str, Any]) -> str:
    return ", ".join(f"{k} = %s" for k in values)


@server.call_tool()
async def call_tool(name: str, arguments: dict[str, Any]) -> list[TextContent]:
    match name:
        case "pg_any" | "pg_find" | "pg_sorted" | "pg_prepared" | "pg_ids" | "pg_remote":
            return reply(await with_asyncpg(name, arguments))
        case _:
            with psycopg.connect(DSN) as conn, conn.cursor() as cur:
                return reply(with_psycopg(cur, name, arguments))


async def with_asyncpg(name: str, args: dict[str, Any]) -> Any:
    db = await pool()
    if name == "pg_any":
        async with db.acquire() as conn, conn.transaction():
            return await conn.fetch(args["sql"])  # flaw SQL_INJECTION high: the caller's statement in a transaction
    if name == "pg_find":
        return await db.fetch("SELECT * FROM customers WHERE name = $1", args["name"])  # fine SQL_INJECTION: bound
    if name == "pg_sorted":
        if (by := args["by"]) not in SORTS:
            raise ValueError("cannot sort by that")
        direction = "DESC" if args.get("desc") else "ASC"
        return await db.fetch(f"SELECT * FROM customers ORDER BY {by} {direction}")  # fine SQL_INJECTION: allow-list and constants
    if name == "pg_prepared":
        async with db.acquire() as conn:
            statement = await conn.prepare(f"SELECT {args['fields']} FROM customers")  # flaw SQL_INJECTION high: prepared text of the caller
            return await statement.fetch()
    if name == "pg_ids":
        marks = ", ".join(f"${i + 1}" for i in range(len(args["ids"])))
        return await db.fetchval(f"SELECT count(*) FROM customers WHERE id IN ({marks})", *args["ids"])  # fine SQL_INJECTION: numbered marks
    async with httpx.AsyncClient() as client:
        rate = (await client.get("https://rates.example.com/today")).json()
    return await db.execute(f"INSERT INTO rates VALUES ('{rate['currency']}')")  # flaw SQL_INJECTION high: value from a remote answer


def with_psycopg(cur: psycopg.Cursor, name: str, args: dict[str, Any]) -> Any:
    match name:
        case "find":
            cur.execute(f"SELECT * FROM customers WHERE name = '{args['name']}'")  # flaw SQL_INJECTION high: f-string
        case "find_percent":
            cur.execute("SELECT * FROM customers WHERE name = '%s'" % args["name"])  # flaw SQL_INJECTION high: percent operator instead of a parameter
        case "find_bound":
            cur.execute("SELECT * FROM customers WHERE name = %s", (args["name"],))  # fine SQL_INJECTION: bound
        case "find_named":
            cur.execute("SELECT * FROM customers WHERE name = %(name)s", {"name": args["name"]})  # fine SQL_INJECTION: named value
        case "sorted":
            statement = "SELECT * FROM customers"
            statement += " ORDER BY " + args["by"]
            cur.execute(statement)  # flaw SQL_INJECTION high: statement added to
        case "page":
            limit, offset = int(args["limit"]), int(args.get("offset", 0))
            cur.execute(f"SELECT * FROM customers LIMIT {limit} OFFSET {offset}")  # fine SQL_INJECTION: int()
        case "page_text":
            cur.execute(f"SELECT * FROM customers LIMIT {args.get('limit', 10)}")  # flaw SQL_INJECTION high: a default number does not make a number
        case "count":
            cur.execute(SQL("SELECT count(*) FROM {}").format(Identifier(args["table"])))  # fine SQL_INJECTION: identifier quoted by the library
        case "count_raw":
            cur.execute(SQL("SELECT count(*) FROM {}").format(SQL(args["table"])))  # flaw SQL_INJECTION high: SQL() takes the text as it is
        case "note":
            cur.execute(sql.SQL("UPDATE customers SET note = {}").format(Literal(args["note"])))  # fine SQL_INJECTION: literal quoted by the library
        case "columns":
            fields = sql.SQL(", ").join(map(sql.Identifier, args["fields"]))
            cur.execute(sql.SQL("SELECT {} FROM customers").format(fields))  # fine SQL_INJECTION: joined identifiers
        case "composed":
            cur.execute(sql.SQL("SELECT * FROM customers WHERE " + args["where"]))  # flaw SQL_INJECTION high: clause within SQL()
        case "update_any":
            values = args["values"]
            cur.execute(f"UPDATE customers SET {assignments(values)}", list(values.values()))  # flaw SQL_INJECTION high: the caller's column names
        case "update":
            values = {k: args[k] for k in ("name", "city") if k in args}
            cur.execute(f"UPDATE customers SET {assignments(values)}", list(values.values()))  # fine SQL_INJECTION: constant column names
        case "filter":
            parts, params = ["TRUE"], []
            if args.get("since"):
                parts.append("at >= %s")
                params.append(args["since"])
            cur.execute("SELECT * FROM log WHERE " + " AND ".join(parts), params)  # fine SQL_INJECTION: clause of constants, values bound
        case "filter_inline":
            parts = ["TRUE"]
            if args.get("since"):
                parts.append(f"at >= '{args['since']}'")
            cur.execute("SELECT * FROM log WHERE " + " AND ".join(parts))  # flaw SQL_INJECTION high: clause of values
        case "schema":
            if not re.fullmatch(r"[a-z_]+", args["schema"]):
                raise ValueError("bad schema")
            cur.execute(f"SET search_path TO {args['schema']}")  # fine SQL_INJECTION: fullmatch before
        case "schema_warned":
            if not re.fullmatch(r"[a-z_]+", args["schema"]):
                print("odd schema")
            cur.execute(f"SET search_path TO {args['schema']}")  # flaw SQL_INJECTION high: the check only prints
        case "first_quote":
            value = args["name"].replace("'", "''", 1)
            cur.execute("SELECT * FROM customers WHERE name = '" + value + "'")  # flaw SQL_INJECTION high: only the first quote is doubled
        case "mysql":
            with pymysql.connect(host="db.example.com") as other, other.cursor() as cursor:
                cursor.execute("SELECT * FROM stock WHERE place = '" + args["place"].replace("'", "''") + "'")  # flaw SQL_INJECTION high: a backslash of the value escapes the quote in MySQL
                cursor.execute("SELECT * FROM stock WHERE place = %s", [args["place"]])  # fine SQL_INJECTION: bound
                return cursor.fetchall()
        case _:
            raise ValueError("unknown tool")
    return cur.fetchall()


def reply(value: Any) -> list[TextContent]:
    return [TextContent(type="text", text=str(value))]
