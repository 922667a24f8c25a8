"""Gateway: functions added by a loop, clients of another module."""
from mcp.server.fastmcp import FastMCP

from .http_tools import ApiClient, get_any, get_json, post_to, safe_url
from . import http_tools as tools

mcp = FastMCP("gateway")
fixed = ApiClient("https://live.example.com")


async def forecast(city: str) -> str:
    return str(await get_json("https://live.example.com/forecast", city=city))


async def read_page(page: str) -> str:
    return await get_any(page)


async def station(address: str) -> str:
    return await tools.StationClient(address).now()


async def now() -> str:
    return await fixed.get("/now")


async def deliver(callback: str, text: str) -> int:
    return await post_to(url=callback, body={"text": text})


async def checked(url: str) -> str:
    async with tools.session() as client:
        return (await client.get(safe_url(url))).text  # fine SSRF: throwing helper of another module


async def unchecked(url: str) -> str:
    async with tools.session() as client:
        return (await client.get(url)).text  # flaw SSRF high: client of another module


for fn in (forecast, read_page, station, now, deliver, checked, unchecked):
    mcp.add_tool(fn, name=f"gateway_{fn.__name__}")
