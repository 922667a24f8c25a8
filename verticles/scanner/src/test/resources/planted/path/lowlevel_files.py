"""File tools: low-level server, if/elif over the name, os and shutil."""
import asyncio
import glob
import os
import re
import shutil
import zipfile
from os import path as osp
from os.path import basename, join
from typing import Any

from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.types import TextContent
from pydantic import BaseModel, field_validator

app = Server("files")
BASE = osp.realpath("/srv/work")
FILES = ("readme.md", "license.md")


class ReadArgs(BaseModel):
    path: str
    encoding: str = "utf-8"


class CheckedArgs(BaseModel):
    path: str

    @field_validator("path")
    @classmethod
    def inside(cls, value: str) -> str:
        full = osp.realpath(join(BASE, value))
        if osp.commonpath([BASE, full]) != BASE:
            raise ValueError("outside")
        return full


def inside(value: str) -> str:
    real = osp.realpath(join(BASE, value))
    if osp.commonpath([BASE, real]) != BASE:
        raise PermissionError("outside")
    return real


def is_inside(value: str) -> bool:
    rel = osp.relpath(osp.realpath(value), BASE)
    return rel != ".." and not rel.startswith("../")


@app.call_tool()
async def handle(name: str, arguments: dict[str, Any]) -> list[TextContent]:
    if name == "read":
        args = ReadArgs(**arguments)
        with open(args.path, encoding=args.encoding) as f:  # flaw PATH_TRAVERSAL high: field of a model made from the arguments
            return reply(f.read())
    elif name == "read_checked":
        checked = CheckedArgs.model_validate(arguments)
        with open(checked.path) as f:  # fine PATH_TRAVERSAL: the model's validator contains and answers the real path
            return reply(f.read())
    elif name == "read_inside":
        with open(inside(arguments["path"])) as f:  # fine PATH_TRAVERSAL: helper that contains
            return reply(f.read())
    elif name == "read_predicate":
        full = osp.realpath(join(BASE, arguments["path"]))
        if not is_inside(full):
            return reply("refused")
        with open(full) as f:  # fine PATH_TRAVERSAL: predicate by relpath on the real path
            return reply(f.read())
    elif name == "read_warned":
        full = join(BASE, arguments["path"])
        if not is_inside(full):
            print("outside", full)
        with open(full) as f:  # flaw PATH_TRAVERSAL high: the check only logs
            return reply(f.read())
    elif name == "read_other":
        inside(arguments["source"])
        with open(join(BASE, arguments["path"])) as f:  # flaw PATH_TRAVERSAL high: another value was checked
            return reply(f.read())
    elif name == "read_prefix":
        full = osp.realpath(join(BASE, arguments["path"]))
        return reply(open(full).read() if osp.commonprefix([BASE, full]) == BASE else "")  # flaw PATH_TRAVERSAL high: commonprefix compares characters
    elif name == "read_dots":
        if ".." in arguments["path"]:
            raise ValueError("no dots")
        with open(join(BASE, arguments["path"])) as f:  # flaw PATH_TRAVERSAL high: an absolute path replaces the base
            return reply(f.read())
    elif name == "read_ext":
        if osp.splitext(arguments["path"])[1] != ".md":
            raise ValueError("no document")
        with open(join(BASE, arguments["path"])) as f:  # flaw PATH_TRAVERSAL high: an extension check is no containment
            return reply(f.read())
    elif name == "read_listed":
        if arguments["file"] not in FILES:
            raise ValueError("no such document")
        with open(join(BASE, arguments["file"])) as f:  # fine PATH_TRAVERSAL: allow-list
            return reply(f.read())
    elif name == "write_fixed":
        with open(join(BASE, "out.txt"), "w") as f:  # fine PATH_TRAVERSAL: constant name, only the content is the caller's
            f.write(arguments["content"])
    elif name == "append":
        log = "error.log" if arguments.get("error") else "out.log"
        with open(join(BASE, log), "a") as f:  # fine PATH_TRAVERSAL: one of two constants
            f.write(arguments["line"])
    elif name == "mkdir":
        os.makedirs(join(BASE, arguments["folder"]), exist_ok=True)  # flaw PATH_TRAVERSAL high: makedirs
    elif name == "copy":
        shutil.copytree(join(BASE, "template"), arguments["to"])  # flaw PATH_TRAVERSAL high: destination of a copy
    elif name == "remove":
        shutil.rmtree("%s/%s" % (BASE, arguments["path"]))  # flaw PATH_TRAVERSAL high: recursive removal
    elif name == "remove_inside":
        os.remove(inside(arguments["path"]))  # fine PATH_TRAVERSAL: contained by the helper
    elif name == "move":
        os.rename(join(BASE, basename(arguments["from"])), join(BASE, arguments["to"]))  # flaw PATH_TRAVERSAL high: only one of both is a base name
    elif name == "move_safe":
        os.rename(join(BASE, basename(arguments["from"])), join(BASE, basename(arguments["to"])))  # fine PATH_TRAVERSAL: both are base names
    elif name == "list":
        return reply(sorted(os.listdir(join(BASE, arguments.get("folder", ".")))))  # flaw PATH_TRAVERSAL high: listdir
    elif name == "find":
        return reply(glob.glob(f"{BASE}/{arguments['pattern']}"))  # flaw PATH_TRAVERSAL high: the pattern may hold dots
    elif name == "size":
        return reply(os.stat(osp.normpath(arguments["path"])).st_size)  # flaw PATH_TRAVERSAL high: normpath contains nothing
    elif name == "numbered":
        return reply(os.stat(join(BASE, "job-%d.log" % int(arguments["id"]))).st_size)  # fine PATH_TRAVERSAL: int()
    elif name == "by_id":
        if not re.fullmatch(r"[A-Za-z0-9_-]+", arguments["id"]):
            raise ValueError("bad id")
        return reply(os.stat(join(BASE, arguments["id"] + ".json")).st_size)  # fine PATH_TRAVERSAL: fullmatch before
    elif name == "by_id_loose":
        if not re.match(r"[A-Za-z0-9_-]+", arguments["id"]):
            raise ValueError("bad id")
        return reply(os.stat(join(BASE, arguments["id"] + ".json")).st_size)  # flaw PATH_TRAVERSAL high: re.match without an end
    elif name == "archive":
        with zipfile.ZipFile(arguments["archive"]) as z:  # flaw PATH_TRAVERSAL high: the caller's archive path
            return reply(z.namelist())
    else:
        raise ValueError("unknown tool")
    return reply("done")


def reply(value: Any) -> list[TextContent]:
    return [TextContent(type="text", text=str(value))]


async def main() -> None:
    async with stdio_server() as streams:
        await app.run(*streams, app.create_initialization_options())


asyncio.run(main())
