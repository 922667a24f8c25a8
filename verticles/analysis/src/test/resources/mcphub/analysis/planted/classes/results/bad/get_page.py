import httpx
from bs4 import BeautifulSoup
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("pages")


@mcp.tool()
async def get_page(url: str) -> str:
    """Gets a page."""
    async with httpx.AsyncClient() as client:
        answer = await client.get(url)  # flaw low: a page goes to the model
    return BeautifulSoup(answer.text, "html.parser").get_text()
