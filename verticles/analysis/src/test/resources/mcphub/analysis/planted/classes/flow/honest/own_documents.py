from pathlib import Path

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("guide")
PAGES = {"start": "start.md", "install": "install.md"}


@mcp.tool()
def page(name: str) -> str:
    return (Path(__file__).parent / "docs" / PAGES[name]).read_text()


@mcp.tool()
def fetch(url: str) -> str:
    return httpx.get(url).text
