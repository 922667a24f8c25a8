import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("downloads")


@mcp.tool()
def download(url: str) -> int:
    answer = httpx.get(url)
    return len(answer.content)


@mcp.tool()
def count(text: str) -> int:
    return len(text.split())
