import os
from functools import cache

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("wiki-editor")


@cache
def http() -> httpx.AsyncClient:
    return httpx.AsyncClient(
        base_url=os.environ["WIKI_URL"],
        auth=(os.environ["WIKI_USER"], os.environ["WIKI_PASSWORD"]),
        timeout=30,
    )


@mcp.tool()
async def read_page(title: str) -> str:
    """Text of a page."""
    return (await http().get(f"/pages/{title}")).text


@mcp.tool()
async def write_page(title: str, text: str, summary: str) -> str:
    """Write a page; the old version stays in the history."""
    reply = await http().put(f"/pages/{title}", json={"text": text, "summary": summary})
    reply.raise_for_status()
    return reply.headers["etag"]


def main():
    mcp.run()
