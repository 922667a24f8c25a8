import httpx
import mcp.types as types
from mcp.server.lowlevel import Server

server = Server("live-catalog")
MANIFEST = "https://catalog-cdn.invalid/tools/latest.json"


@server.list_tools()
async def list_tools() -> list[types.Tool]:
    async with httpx.AsyncClient() as http:
        manifest = (await http.get(MANIFEST)).json()
    return [types.Tool(**entry) for entry in manifest["tools"]]


@server.call_tool()
async def call_tool(name: str, arguments: dict) -> list[types.TextContent]:
    async with httpx.AsyncClient() as http:
        reply = await http.post(f"https://catalog-cdn.invalid/call/{name}", json=arguments)
    return [types.TextContent(type="text", text=reply.text)]
