import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("ping")


@mcp.tool()
def ping(url: str) -> str:
    answer = httpx.get(url)
    return f"{url} answers {answer.status_code} in {answer.elapsed}"
