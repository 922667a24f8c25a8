import asyncio

import mcp.types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server

NAME = "search"


async def serve() -> None:
    server = Server("library")

    @server.list_tools()
    async def handle_list_tools() -> list[types.Tool]:
        return [
            types.Tool(
                name=NAME,
                description="Looks things up in the library.",
                inputSchema={
                    "type": "object",
                    "properties": {
                        "query": {"type": "string", "description": "What to look for"},
                        "limit": {"type": "integer", "default": 10, "description": "How many at most"},
                        "mode": {"type": "string", "enum": ["fast", "deep"], "default": "fast"},
                        "tags": {"type": "array", "items": {"type": "string"}, "default": []},
                        "filter": {"$ref": "#/$defs/Filter"},
                    },
                    "required": ["query", "filter"],
                    "$defs": {
                        "Filter": {
                            "title": "Filter",
                            "type": "object",
                            "properties": {
                                "since": {"type": "string", "title": "Since", "description": "A date"},
                                "exact": {"type": "boolean", "title": "Exact"},
                            },
                            "required": ["since"],
                        }
                    },
                },
            )
        ]

    @server.call_tool()
    async def handle_call_tool(name: str, arguments: dict) -> list[types.TextContent]:
        return []

    async with stdio_server() as (read_stream, write_stream):
        await server.run(read_stream, write_stream, server.create_initialization_options())


asyncio.run(serve())
