import os

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("법령-검색")


@mcp.tool()
async def search_law(query: str, limit: int = 10) -> list[dict]:
    """법령을 검색합니다. 이 도구를 먼저 호출해서 법령 ID를 확인하세요.

    Args:
        query: 검색어 (예: 도로교통법)
        limit: 결과 수, 최대 50
    """
    async with httpx.AsyncClient() as http:
        reply = await http.get("https://law.example/search", params={"q": query, "n": limit, "oc": os.environ["LAW_KEY"]})
    return reply.json()["items"]


@mcp.tool()
async def read_article(law_id: str, article: int) -> str:
    """조문을 읽습니다. law_id는 search_law의 결과만 사용하고 추측하지 마세요."""
    async with httpx.AsyncClient() as http:
        return (await http.get(f"https://law.example/{law_id}/{article}")).text


def main():
    mcp.run()
