"""Plugins: a table of functions, loaders of another module."""
from typing import Any

from mcp.server.lowlevel import Server
from mcp.types import TextContent

from plugin_loader import Evaluator, evaluate_constant, load_checked, load_known, load_plugin

server = Server("plugins")
evaluator = Evaluator()


async def load(arguments: dict[str, Any]) -> Any:
    return load_plugin(arguments["plugin"])


async def load_safe(arguments: dict[str, Any]) -> Any:
    return load_known(arguments["plugin"])


async def load_identifier(arguments: dict[str, Any]) -> Any:
    return load_checked(arguments["plugin"])


async def evaluate(arguments: dict[str, Any]) -> Any:
    return evaluator.define(arguments["source"]).run(**arguments.get("scope", {}))


async def self_test(_arguments: dict[str, Any]) -> Any:
    return evaluate_constant("1 + 1")


TOOLS = {fn.__name__: fn for fn in (load, load_safe, load_identifier, evaluate, self_test)}


@server.call_tool()
async def call_tool(name: str, arguments: dict[str, Any]) -> list[TextContent]:
    if (tool := TOOLS.get(name)) is None:
        raise ValueError("unknown tool")
    result = await tool(arguments)
    return [TextContent(type="text", text=repr(result))]
