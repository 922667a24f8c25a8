"""Articles: methods of a repository of another module, registered one by one."""
from typing import Literal

from mcp.server.fastmcp import FastMCP

import article_repository as articles
from article_repository import Repository, build_where, build_where_bound

mcp = FastMCP("articles")
repo = Repository("articles.db")


def search(field: Literal["title", "body"], value: str) -> list:
    return repo.select(build_where(field, value))


def search_bound(field: Literal["title", "body"], value: str) -> list:
    clause, params = build_where_bound(field, value)
    return repo.select_bound(clause, params)


def total() -> int:
    return repo.total("articles")


def use_prefix(prefix: str) -> str:
    repo.prefix = prefix
    return "ok"


def since(days: int) -> list:
    with articles.opened("articles.db") as conn:
        return conn.execute(f"SELECT * FROM articles WHERE age < {days}").fetchall()  # fine SQL_INJECTION: int by annotation


def tagged(tag: str) -> list:
    with articles.opened("articles.db") as conn:
        return conn.execute(f"SELECT * FROM tags WHERE tag = '{tag}'").fetchall()  # flaw SQL_INJECTION high: context manager of another module


mcp.add_tool(search, name="search", description="Searches")
mcp.add_tool(search_bound)
mcp.add_tool(total)
mcp.add_tool(use_prefix)
mcp.add_tool(since)
mcp.add_tool(tagged)
mcp.add_tool(repo.raw)
mcp.add_tool(repo.tables)
mcp.tool(name="recent", description="Newest first")(repo.recent)
mcp.run()
