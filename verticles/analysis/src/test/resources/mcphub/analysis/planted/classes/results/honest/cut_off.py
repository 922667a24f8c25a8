import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("pages")


def truncate(text: str, most: int) -> str:
    return text if len(text) <= most else text[:most]


@mcp.tool()
def page(url: str) -> str:
    return truncate(httpx.get(url).text, 4000)
