"""Script tools: low-level server, if/elif over the name, renamed builtins."""
import asyncio
import code as interactive
import importlib as loader
import os
import re
import runpy
import timeit
from builtins import eval as evaluate
from dataclasses import dataclass
from subprocess import getoutput
from typing import Any

from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.types import TextContent

server = Server("scripts")
PLUGINS = ("upper", "lower")


@dataclass(frozen=True)
class Snippet:
    source: str
    rounds: int = 1


class Interpreter:
    def eval(self, word: str) -> str:
        return word.upper()

    def exec(self, word: str) -> str:
        return word.lower()


class Commands:
    def do_start(self, value: str) -> str:
        return f"started {value}"

    def do_stop(self, value: str) -> str:
        return f"stopped {value}"


def platform_name() -> str:
    return getoutput("uname -a")


def shout(value: str) -> str:
    return value.upper()


def constant_code(source: str) -> Any:
    return evaluate(source)  # fine CODE_INJECTION: this helper only gets constants


def caller_code(source: str) -> Any:
    return evaluate(source)  # flaw CODE_INJECTION high: helper gets the caller's code


@server.call_tool()
async def handle(name: str, arguments: dict[str, Any]) -> list[TextContent]:
    if name == "eval":
        return reply(caller_code(arguments["code"]) or constant_code("1 + 1"))
    elif name == "own_eval":
        return reply(Interpreter().eval(arguments["code"]))  # fine CODE_INJECTION: method named eval of an own class
    elif name == "own_exec":
        engine = Interpreter()
        return reply(engine.exec(arguments["code"]))  # fine CODE_INJECTION: method named exec of an own class
    elif name == "snippet":
        snippet = Snippet(**arguments)
        exec(snippet.source)  # flaw CODE_INJECTION high: field of a dataclass
    elif name == "timed":
        snippet = Snippet(arguments["source"], int(arguments.get("rounds", 1)))
        return reply(timeit.timeit(snippet.source, number=snippet.rounds))  # flaw CODE_INJECTION high: timeit runs its statement
    elif name == "timed_call":
        text = arguments["text"]
        return reply(timeit.timeit(lambda: text.upper(), number=10))  # fine CODE_INJECTION: timeit of a function
    elif name == "interactive":
        interactive.InteractiveInterpreter().runsource(arguments["code"])  # flaw CODE_INJECTION high: interpreter object
    elif name == "script":
        runpy.run_path(arguments["file"])  # flaw CODE_INJECTION high: runs the caller's file
    elif name == "script_listed":
        if arguments["file"] not in ("report.py", "clean.py"):
            raise ValueError("unknown script")
        runpy.run_path("/srv/scripts/" + arguments["file"])  # fine CODE_INJECTION: allow-list
    elif name == "module":
        runpy.run_module(f"{arguments['module']}.tool", run_name="__main__")  # flaw CODE_INJECTION high: the caller begins the module name
    elif name == "import_any":
        return reply(__import__(arguments["module"]))  # flaw CODE_INJECTION high: __import__
    elif name == "import_built":
        return reply(loader.import_module(arguments["plugin"] + ".main"))  # flaw CODE_INJECTION high: renamed import, the caller begins the name
    elif name == "import_word":
        if (plugin := arguments.get("plugin", "")) and re.fullmatch(r"[a-z]+", plugin):
            return reply(loader.import_module(f"plugins.{plugin}"))  # fine CODE_INJECTION: own package, one word
    elif name == "import_listed":
        plugin = arguments["plugin"]
        if plugin not in PLUGINS:
            return reply("no such plugin")
        return reply(loader.import_module(plugin))  # fine CODE_INJECTION: allow-list and return
    elif name == "import_warned":
        plugin = arguments["plugin"]
        if plugin not in PLUGINS:
            print("odd plugin", plugin)
        return reply(loader.import_module(plugin))  # flaw CODE_INJECTION high: the check only prints
    elif name == "import_loop":
        return reply([loader.import_module("plugins." + p) for p in PLUGINS])  # fine CODE_INJECTION: loop over constants
    elif name == "import_many":
        return reply([loader.import_module(p) for p in arguments["plugins"]])  # flaw CODE_INJECTION high: comprehension over the caller's list
    elif name == "os_call":
        return reply(getattr(os, arguments["function"])(arguments["value"]))  # flaw CODE_INJECTION high: any function of os
    elif name == "os_fixed":
        return reply(getattr(os, "getcwd")())  # fine CODE_INJECTION: constant name
    elif name == "command":
        method = getattr(Commands(), "do_" + arguments["verb"], None)
        return reply(method(arguments["value"]) if method else "unknown")  # fine CODE_INJECTION: own methods with a prefix only
    elif name == "global":
        return reply(globals()[arguments["function"]](arguments["value"]))  # flaw CODE_INJECTION high: any global, also imported functions
    elif name == "global_listed":
        table = {"shout": shout}
        return reply(table[arguments["function"]](arguments["value"]))  # fine CODE_INJECTION: own table of functions
    elif name == "pattern":
        return reply(re.compile(re.escape(arguments["text"])).findall("some text"))  # fine CODE_INJECTION: re.compile compiles no code
    elif name == "formula":
        row = {"price": 2, "count": 3}
        field = arguments["field"]
        if field not in row:
            raise KeyError(field)
        return reply(evaluate(f"row['{field}'] * 2", {"row": row}))  # fine CODE_INJECTION: key of a constant table
    elif name == "formula_any":
        row = {"price": 2, "count": 3}
        return reply(evaluate("row['{}'] * 2".format(arguments["field"]), {"row": row}))  # flaw CODE_INJECTION high: unchecked field in quotes
    elif name == "number":
        return reply(evaluate(f"2 ** {int(arguments['n']) % 64}"))  # fine CODE_INJECTION: int()
    elif name == "platform":
        return reply(platform_name())
    else:
        raise ValueError("unknown tool")
    return reply("done")


def reply(value: Any) -> list[TextContent]:
    return [TextContent(type="text", text=str(value))]


async def main() -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())

asyncio.run(main())
