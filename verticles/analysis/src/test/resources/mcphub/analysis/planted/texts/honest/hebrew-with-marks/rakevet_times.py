import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("rakevet-times")

ISOLATE = "\u2067{}\u2069"
TITLE = "רכבות מתחנה לתחנה, לפי \u2066ISO 8601\u2069\u200f."


@mcp.tool(description=TITLE)
async def trains(origin: str, destination: str, date: str) -> list[str]:
    async with httpx.AsyncClient() as http:
        reply = await http.get("https://trains.example/api", params={"from": origin, "to": destination, "date": date})
    return [f"{ISOLATE.format(t['name'])} {t['time']}" for t in reply.json()]


def main():
    mcp.run()
