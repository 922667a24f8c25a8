import sqlite3

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("crm")
db = sqlite3.connect("crm.db")


@mcp.tool()
def customers(city: str) -> list:
    return db.execute("SELECT name, phone FROM customers WHERE city = ?", (city,)).fetchall()


@mcp.tool()
async def browse(url: str) -> str:
    async with httpx.AsyncClient() as client:
        page = await client.get(url)  # flaw low: rows can leave here
        return page.text
