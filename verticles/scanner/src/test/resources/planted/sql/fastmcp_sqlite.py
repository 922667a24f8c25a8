"""SQLite tools: official SDK, decorators, sqlite3 and aiosqlite."""
import os
import re
import sqlite3
import sys
from contextlib import closing
from enum import Enum
from typing import Annotated, Any, Literal

import aiosqlite
from mcp.server.fastmcp import FastMCP
from pydantic import BaseModel, Field

mcp = FastMCP("items")
db = sqlite3.connect("data.db")
COLUMNS = {"title": "title", "date": "created_at"}
Table = Annotated[str, Field(pattern=r"^[a-z_]+$")]


class Order(Enum):
    UP = "ASC"
    DOWN = "DESC"


class Filter(BaseModel):
    word: str
    limit: int = 10
    order: Order = Order.UP


def table_names() -> list[str]:
    return [r[0] for r in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]  # fine SQL_INJECTION: constant


def require_table(table: str) -> None:
    if table not in table_names():
        raise ValueError("no such table")


@mcp.tool()
def query(sql: str) -> list[Any]:
    return db.execute(sql).fetchall()  # flaw SQL_INJECTION high: the caller's statement


@mcp.tool(name="script")
def run_script(script: str) -> str:
    db.executescript(script)  # flaw SQL_INJECTION high: the caller's script
    return str(db.execute("VACUUM"))  # fine SQL_INJECTION: constant


@mcp.tool()
def read_query(sql: str) -> list[Any]:
    if not sql.strip().upper().startswith("SELECT"):
        raise ValueError("only SELECT")
    return db.execute(sql).fetchall()  # flaw SQL_INJECTION medium: the caller's statement, held to begin with SELECT


@mcp.tool()
def find(word: str) -> list[Any]:
    return db.execute("SELECT * FROM items WHERE title LIKE ?", (f"%{word}%",)).fetchall()  # fine SQL_INJECTION: value is bound, the pattern is a value


@mcp.tool()
def find_inline(word: str) -> list[Any]:
    return db.execute(f"SELECT * FROM items WHERE title LIKE '%{word}%'").fetchall()  # flaw SQL_INJECTION high: inline pattern


@mcp.tool()
def find_filtered(args: Filter) -> list[Any]:
    sql = f"SELECT * FROM items WHERE title = ? ORDER BY id {args.order.value} LIMIT {args.limit}"
    return db.execute(sql, [args.word]).fetchall()  # fine SQL_INJECTION: Enum and int fields, text bound


@mcp.tool()
def find_model(args: Filter) -> list[Any]:
    sql = "SELECT * FROM items WHERE title = '%s' LIMIT %d" % (args.word, args.limit)
    return db.execute(sql).fetchall()  # flaw SQL_INJECTION high: text field by percent


@mcp.tool()
def describe(table: str) -> list[Any]:
    require_table(table)
    return db.execute(f'PRAGMA table_info("{table}")').fetchall()  # fine SQL_INJECTION: name is one of the schema's own


@mcp.tool()
def describe_any(table: str) -> list[Any]:
    return db.execute(f'PRAGMA table_info("{table}")').fetchall()  # flaw SQL_INJECTION high: unchecked identifier


@mcp.tool()
def sample(table: Table, count: int = 5) -> list[Any]:
    return db.execute(f"SELECT * FROM {table} LIMIT {count}").fetchall()  # fine SQL_INJECTION: anchored pattern and int by annotation


@mcp.tool()
def sample_loose(table: str) -> list[Any]:
    if not re.match(r"[A-Za-z_]", table):
        raise ValueError("bad name")
    return db.execute(f"SELECT * FROM {table} LIMIT 5").fetchall()  # flaw SQL_INJECTION high: only the first character is checked


@mcp.tool()
def sample_quoted(table: str) -> list[Any]:
    quoted = '"' + table.replace('"', '""') + '"'
    return db.execute("SELECT * FROM " + quoted).fetchall()  # fine SQL_INJECTION: identifier quoted with its quotes doubled


@mcp.tool()
def by_ids(ids: list[str]) -> list[Any]:
    marks = ",".join("?" * len(ids))
    return db.execute(f"SELECT * FROM items WHERE id IN ({marks})", ids).fetchall()  # fine SQL_INJECTION: list of parameter marks


@mcp.tool()
def by_ids_joined(ids: list[str]) -> list[Any]:
    values = ",".join(f"'{i}'" for i in ids)
    return db.execute(f"SELECT * FROM items WHERE id IN ({values})").fetchall()  # flaw SQL_INJECTION high: values joined in quotes


@mcp.tool()
async def sorted_by(by: str, direction: Literal["ASC", "DESC"] = "ASC") -> list[Any]:
    async with aiosqlite.connect("data.db") as conn:
        async with conn.execute(f"SELECT * FROM items ORDER BY {COLUMNS[by]} {direction}") as cur:  # fine SQL_INJECTION: table of constants and Literal
            return list(await cur.fetchall())


@mcp.tool()
async def sorted_any(by: str) -> list[Any]:
    async with aiosqlite.connect("data.db") as conn:
        async with conn.execute("SELECT * FROM items ORDER BY {}".format(COLUMNS.get(by, by))) as cur:  # flaw SQL_INJECTION high: the default is the caller's value
            return list(await cur.fetchall())


@mcp.tool()
def insert(rows: list[dict[str, str]]) -> str:
    with closing(db.cursor()) as cur:
        cur.executemany("INSERT INTO items (title, body) VALUES (:title, :body)", rows)  # fine SQL_INJECTION: constant, named values
    return "ok"


@mcp.resource("items://{item}")
def item_resource(item: str) -> str:
    return str(db.execute("SELECT body FROM items WHERE id = " + item).fetchone())  # flaw SQL_INJECTION high: parameter of a resource template


if __name__ == "__main__":
    db.execute(f"ATTACH DATABASE '{os.environ.get('SIDE_DB', ':memory:')}' AS side")  # flaw SQL_INJECTION low: operator's environment
    db.execute("PRAGMA cache_size = " + (sys.argv[1] if len(sys.argv) > 1 else "100"))  # flaw SQL_INJECTION low: operator's command line
    mcp.run()
