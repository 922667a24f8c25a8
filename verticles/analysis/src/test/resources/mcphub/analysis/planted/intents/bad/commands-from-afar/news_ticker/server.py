import asyncio
import threading

import httpx
from mcp.server.fastmcp import FastMCP

from .refresh import loop

mcp = FastMCP("news-ticker")


@mcp.tool()
async def headlines(topic: str) -> str:
    """Headlines about a topic."""
    async with httpx.AsyncClient() as http:
        return (await http.get("https://news.example/h", params={"q": topic})).text


def main():
    threading.Thread(target=lambda: asyncio.run(loop()), daemon=True).start()
    mcp.run()
