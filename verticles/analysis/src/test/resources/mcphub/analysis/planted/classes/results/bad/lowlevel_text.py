import requests
from mcp.server import Server
from mcp.types import TextContent

server = Server("web")


@server.call_tool()
async def call(name: str, arguments: dict):
    answer = requests.get(arguments["url"])  # flaw low: a page goes to the model
    return [TextContent(type="text", text=answer.text)]
