"""Media tools: a table of functions, helpers of another module."""
import functools
import subprocess
from pathlib import Path
from typing import Any, Callable, Iterator

from mcp.server.lowlevel import Server
from mcp.types import TextContent

import shell_helpers
from shell_helpers import KNOWN_SERVICES, require_word, run_constant, run_line

server = Server("media")
OPTIONS = dict(shell=True, text=True)
PLAIN = dict(text=True)
shell = functools.partial(subprocess.check_output, shell=True)
plain = functools.partial(subprocess.check_output, text=True)


def logged(fn: Callable[[dict], Any]) -> Callable[[dict], Any]:
    @functools.wraps(fn)
    def inner(args: dict) -> Any:
        try:
            return fn(args)
        finally:
            print("done", fn.__name__)
    return inner


def flags(args: dict) -> Iterator[str]:
    for key, value in args.items():
        yield f"-{key} {value}"


@functools.lru_cache(maxsize=None)
def probe(path: str) -> bytes:
    return shell("ffprobe " + path)  # flaw COMMAND_INJECTION high: partial with a shell, behind lru_cache


@functools.lru_cache(maxsize=None)
def codecs(kind: str) -> bytes:
    return shell("ffmpeg -" + kind)  # fine COMMAND_INJECTION: only called with constants


@logged
def convert(args: dict) -> str:
    return subprocess.check_output(f"ffmpeg -i {args['src']} out.mp4", **OPTIONS)  # flaw COMMAND_INJECTION high: shell by **kwargs of a constant


@logged
def resize(args: dict) -> str:
    width = int(args["width"])
    return subprocess.check_output(["convert", "./in.png", "-resize", f"{width}x", "t.png"], **PLAIN)  # fine COMMAND_INJECTION: no shell in the options


def transcode(args: dict) -> bytes:
    return shell("ffmpeg -i in.mp4 " + " ".join(flags(args)) + " out.mp4")  # flaw COMMAND_INJECTION high: generator joined


def thumbs(args: dict) -> bytes:
    sizes = " ".join(str(int(s)) for s in args["sizes"])
    return shell(f"make-thumbs {sizes}")  # fine COMMAND_INJECTION: every element by int()


def names(args: dict) -> bytes:
    quoted = [f'"{n}"' for n in args["names"]]
    return shell("identify " + " ".join(quoted))  # flaw COMMAND_INJECTION high: comprehension with double quotes


def play(args: dict) -> str:
    return plain(["mpv", "--", args["file"]])  # fine COMMAND_INJECTION: partial without a shell


def play_with(args: dict) -> str:
    return plain([args["player"], "--version"])  # flaw COMMAND_INJECTION high: the caller names the program


def service(args: dict) -> bytes:
    if args["name"] not in KNOWN_SERVICES:
        raise ValueError("no such service")
    return shell("systemctl status " + args["name"])  # fine COMMAND_INJECTION: allow-list of another module


def word(args: dict) -> bytes:
    return shell("make " + require_word(args["target"]))  # fine COMMAND_INJECTION: throwing helper of another module


def word_unused(args: dict) -> bytes:
    shell_helpers.is_word(args["target"])
    return shell("make " + args["target"])  # flaw COMMAND_INJECTION high: the answer of the check is not used


def word_used(args: dict) -> bytes:
    if not shell_helpers.is_word(args["target"]):
        return b"refused"
    return shell("make " + args["target"])  # fine COMMAND_INJECTION: predicate of another module


def number(value: int) -> bytes:
    return shell(f"seq {value}")  # flaw COMMAND_INJECTION high: the annotation of a plain helper checks nothing


def replaced(args: dict) -> bytes:
    target = "all"
    if args.get("target"):
        target = args["target"]
    return shell(f"make {target}")  # flaw COMMAND_INJECTION high: the constant is replaced


def chosen(args: dict) -> bytes:
    target = "all"
    if args.get("quick"):
        target = "quick"
    return shell(f"make {target}")  # fine COMMAND_INJECTION: constants by assignment


TOOLS: dict[str, Callable[[dict], Any]] = {
    "probe": lambda args: probe(args["path"]),
    "codecs": lambda args: codecs("codecs") + codecs("formats"),
    "convert": convert,
    "resize": resize,
    "transcode": transcode,
    "thumbs": thumbs,
    "names": names,
    "play": play,
    "play_with": play_with,
    "service": service,
    "word": word,
    "word_unused": word_unused,
    "word_used": word_used,
    "number": lambda args: number(args["value"]),
    "replaced": replaced,
    "chosen": chosen,
    "grep": lambda args: run_line(["grep", "-rn", args["word"], "."]),
    "uptime": lambda _args: run_constant("uptime"),
    "container": lambda args: shell_helpers.in_container("web", args["script"]),
    "later": lambda args: shell_helpers.later(args["command"])(),
}


@server.call_tool()
async def call_tool(name: str, arguments: dict[str, Any] | None) -> list[TextContent]:
    result = TOOLS[name](arguments or {})
    return [TextContent(type="text", text=f"{result!r} {Path.cwd()}")]
