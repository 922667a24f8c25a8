"""Files behind guards of another module, imported relatively."""
import shutil
from collections.abc import Awaitable, Callable
from pathlib import Path

import anyio
from mcp.server.fastmcp import FastMCP

from . import path_guard
from .path_guard import ROOT, FileStore, guard, join_root, loose_guard

mcp = FastMCP("guarded")
files = FileStore("/srv/store")
HANDLERS: dict[str, Callable[[str], Awaitable[str]]] = {}


def handler(fn):
    HANDLERS[fn.__name__] = fn
    return fn


@handler
async def read(name: str) -> str:
    """Reads a contained file."""
    return await anyio.Path(guard(name)).read_text()  # fine PATH_TRAVERSAL: guard of another file


@handler
async def read_loose(name: str) -> str:
    """Reads a loosely guarded file."""
    return await anyio.Path(loose_guard(name)).read_text()


@handler
async def read_joined(name: str) -> str:
    """Reads a joined file."""
    return await anyio.Path(join_root(name)).read_text()  # flaw PATH_TRAVERSAL high: the helper only joins


@handler
async def forgot(name: str) -> str:
    """Copies a file."""
    try:
        guard(name)
    except PermissionError:
        pass
    shutil.copyfile(join_root(name), "/tmp/copy")  # flaw PATH_TRAVERSAL high: the refusal of the guard is swallowed
    return "copied"


@handler
async def put(key: str, value: str) -> str:
    """Stores a value."""
    files.put(key, value)
    return "stored"


@handler
async def put_id(number: int, value: str) -> str:
    """Stores a numbered value."""
    files.put_numbered(number, value)
    return "stored"


@handler
async def exists(name: str) -> bool:
    """Tells whether a file is there."""
    return path_guard.join_root(name).exists()  # flaw PATH_TRAVERSAL high: joined by a helper of a module


@handler
async def settings() -> str:
    """Resets the settings."""
    (ROOT / "settings.json").write_text("{}")  # fine PATH_TRAVERSAL: constants
    return "reset"


@handler
async def upload(name: str, body: str) -> str:
    """Writes a new file."""
    target = guard(name)
    with target.open("x") as f:  # fine PATH_TRAVERSAL: contained, new file only
        f.write(body)
    return str(target)


@handler
async def tree(pattern: str) -> list[str]:
    """Lists the files."""
    return [str(p) for p in Path(ROOT).glob(pattern)]  # flaw PATH_TRAVERSAL high: the caller's glob pattern may hold dots


for fn in HANDLERS.values():
    mcp.add_tool(fn, description=fn.__doc__)
