import asyncio
import os
import subprocess as sp
from enum import Enum

import mcp.types as types
from git import Repo
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic import BaseModel

app = Server("media")


class Codec(str, Enum):
    H264 = "h264"
    AV1 = "av1"


class Probe(BaseModel):
    file: str
    stream: int = 0


class Transcode(BaseModel):
    source: str
    target: str
    codec: Codec


class Runner:
    def __init__(self, base: list[str]):
        self.words = list(base)

    def add(self, word: str) -> "Runner":
        self.words.append(word)
        return self

    def run(self) -> str:
        return sp.check_output(self.words, text=True)  # flaw ARGUMENT_INJECTION medium: words collected in a field


def probe(arguments: dict) -> str:
    wanted = Probe(**arguments)
    return Runner(["ffprobe", "-v", "error"]).add(wanted.file).run()


def transcode(arguments: dict) -> str:
    job = Transcode.model_validate(arguments)
    done = sp.run(["ffmpeg", "-i", job.source, "-c:v", job.codec.value, job.target])  # flaw ARGUMENT_INJECTION medium: the target stands alone
    return str(done.returncode)


def transcode_fixed(arguments: dict) -> str:
    job = Transcode.model_validate(arguments)
    done = sp.run(["ffmpeg", "-i", job.source, "-c:v", job.codec.value, "out.mp4"])  # fine ARGUMENT_INJECTION: -i takes the next word, enum, constant
    return str(done.returncode)


def pack(arguments: dict) -> str:
    name = arguments["name"].lstrip("-")
    done = sp.run(["zip", "-r", "/tmp/all.zip", name])  # fine ARGUMENT_INJECTION: leading hyphens stripped
    return str(done.returncode)


def pack_once(arguments: dict) -> str:
    name = arguments["name"].removeprefix("-")
    done = sp.run(["zip", "-r", "/tmp/all.zip", name])  # flaw ARGUMENT_INJECTION medium: removes only one hyphen
    return str(done.returncode)


def pack_joined(arguments: dict) -> str:
    name = os.path.join("./", arguments["name"])
    done = sp.run(["zip", "-r", "/tmp/all.zip", name])  # fine ARGUMENT_INJECTION: begins with ./ or, when absolute, with /
    return str(done.returncode)


def pack_norm(arguments: dict) -> str:
    name = os.path.normpath(os.path.join("./", arguments["name"]))
    done = sp.run(["zip", "-r", "/tmp/all.zip", name])  # flaw ARGUMENT_INJECTION medium: normpath drops the ./ again
    return str(done.returncode)


def unpack(arguments: dict) -> str:
    flags = ["-q"] if arguments.get("quiet") else []
    child = sp.Popen(["unzip", *flags, "/tmp/all.zip"])  # fine ARGUMENT_INJECTION: boolean chooses a constant
    return str(child.wait())


def unpack_with(arguments: dict) -> str:
    flags = arguments.get("flags", [])
    child = sp.Popen(["unzip", *flags, "/tmp/all.zip"])  # flaw ARGUMENT_INJECTION medium: the caller's own options
    return str(child.wait())


def history(arguments: dict) -> str:
    repo = Repo("/srv/repo")
    return repo.git.log(arguments["ref"])  # flaw ARGUMENT_INJECTION medium: GitPython starts git log with the value


def history_head(arguments: dict) -> str:
    repo = Repo("/srv/repo")
    return repo.git.log("--", arguments["file"])  # fine ARGUMENT_INJECTION: -- before the value


def replace(arguments: dict) -> str:
    os.execvp("less", ["less", arguments["file"]])  # flaw ARGUMENT_INJECTION medium: os.execvp
    return ""


def kill(arguments: dict) -> str:
    pid = abs(int(arguments["pid"]))
    return sp.check_output(["kill", str(pid)], text=True)  # fine ARGUMENT_INJECTION: a number without a sign


HANDLERS = {
    "probe": probe, "transcode": transcode, "transcode_fixed": transcode_fixed,
    "pack": pack, "pack_once": pack_once, "pack_joined": pack_joined, "pack_norm": pack_norm,
    "unpack": unpack, "unpack_with": unpack_with,
    "history": history, "history_head": history_head, "replace": replace, "kill": kill,
}


@app.call_tool()
async def call_tool(name: str, arguments: dict) -> list[types.TextContent]:
    if name not in HANDLERS:
        raise ValueError("unknown tool")
    return [types.TextContent(type="text", text=HANDLERS[name](arguments))]


async def main() -> None:
    async with stdio_server() as (read, write):
        await app.run(read, write, app.create_initialization_options())


asyncio.run(main())
