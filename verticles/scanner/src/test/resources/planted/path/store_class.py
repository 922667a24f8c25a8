"""A store: stand-alone package, methods of a class, state in fields."""
import itertools
import json
import os
import shutil
import tempfile
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path

import httpx
from fastmcp import FastMCP
from fastmcp.exceptions import ToolError

mcp = FastMCP("store")


@dataclass
class Entry:
    name: str
    body: str = ""
    tags: list[str] = field(default_factory=list)


def guarded(method):
    @wraps(method)
    def inner(self, name: str) -> str:
        full = (self.root / name).resolve()
        try:
            full.relative_to(self.root)
        except ValueError:
            raise ToolError("outside") from None
        return method(self, full)
    return inner


class Store:
    def __init__(self, root: str) -> None:
        self.root = Path(root).resolve()
        self.current = self.root / "index.json"
        self.log = self.root / "store.log"
        self.counter = itertools.count()

    def use(self, name: str) -> str:
        self.current = self.root / name
        return "ok"

    def load_current(self) -> str:
        return self.current.read_text()  # flaw PATH_TRAVERSAL high: value by a field of another tool

    def load_log(self) -> str:
        return self.log.read_text()  # fine PATH_TRAVERSAL: field of constants

    def contain(self, name: str) -> Path:
        full = self.root.joinpath(name).resolve()
        if self.root not in full.parents:
            raise ToolError(f"outside of {self.root}")
        return full

    def load(self, name: str) -> str:
        return self.contain(name).read_text()  # fine PATH_TRAVERSAL: method that contains by the parents

    def load_bytes(self, name: str) -> int:
        return len(self.root.joinpath(name).read_bytes())  # flaw PATH_TRAVERSAL high: joinpath contains nothing

    def load_tried(self, name: str) -> str:
        full = (self.root / name).resolve()
        try:
            full.relative_to(self.root)
        except ValueError:
            return "refused"
        return full.read_text()  # fine PATH_TRAVERSAL: relative_to throws and the handler returns

    def load_ignored(self, name: str) -> str:
        full = (self.root / name).resolve()
        try:
            full.relative_to(self.root)
        except ValueError:
            pass
        return full.read_text()  # flaw PATH_TRAVERSAL high: the refusal is swallowed

    @guarded
    def load_guarded(self, name) -> str:
        return name.read_text()  # fine PATH_TRAVERSAL: a decorator contains and passes the real path on

    def save(self, entry: Entry) -> str:
        target = self.root / f"{entry.name}.json"
        target.write_text(json.dumps({"body": entry.body, "tags": entry.tags}))  # flaw PATH_TRAVERSAL high: field of a dataclass parameter
        return "saved"

    def save_numbered(self, entry: Entry) -> str:
        target = self.root / f"{next(self.counter)}.json"
        target.write_text(json.dumps({"body": entry.body, "tags": entry.tags}))  # fine PATH_TRAVERSAL: own counted name
        return "saved"

    def drop(self, name: str) -> str:
        full = self.contain(name)
        full.unlink()  # fine PATH_TRAVERSAL: contained
        (self.root / "index.lock").unlink(missing_ok=True)  # fine PATH_TRAVERSAL: constant
        return "dropped"

    def drop_many(self, names: list[str]) -> str:
        for path in (self.root / n for n in names):
            path.unlink()  # flaw PATH_TRAVERSAL high: generator over the caller's list
        return "dropped"

    def drop_late(self, name: str) -> str:
        full = (self.root / name).resolve()
        os.unlink(full)  # flaw PATH_TRAVERSAL high: the check comes after the use
        if not full.is_relative_to(self.root):
            raise ToolError("outside")
        return "dropped"

    def pages(self, numbers: list[int]) -> str:
        return "\n".join((self.root / f"{n}.md").read_text() for n in numbers)  # fine PATH_TRAVERSAL: list of int by annotation

    def export(self, folder: str) -> str:
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / "dump.json").write_text("{}")  # fine PATH_TRAVERSAL: temporary folder, constant name
            shutil.move(os.path.join(scratch, "dump.json"), folder)  # flaw PATH_TRAVERSAL high: destination of a move
        return "exported"

    async def attachments(self, message: int) -> str:
        async with httpx.AsyncClient(base_url="https://mail.example.com") as client:
            data = (await client.get(f"/messages/{message}")).json()
        for item in data["attachments"]:
            (self.root / item["filename"]).write_text(item["body"])  # flaw PATH_TRAVERSAL high: name from a remote answer
        return "saved"

    async def attachments_safe(self, message: int) -> str:
        async with httpx.AsyncClient(base_url="https://mail.example.com") as client:
            data = (await client.get(f"/messages/{message}")).json()
        for n, item in enumerate(data["attachments"]):
            (self.root / f"{message}-{n}.bin").write_text(item["body"])  # fine PATH_TRAVERSAL: own counted names
        return "saved"


store = Store("/srv/store")
for name in ("use", "load_current", "load_log", "load", "load_bytes", "load_tried", "load_ignored", "load_guarded"):
    mcp.tool(getattr(store, name))
for method in (store.save, store.save_numbered, store.drop, store.drop_many, store.drop_late, store.pages):
    mcp.tool(method)
mcp.tool(store.export)
mcp.tool(store.attachments)
mcp.tool(store.attachments_safe)


@mcp.resource("store://{path*}")
def raw(path: str) -> str:
    return store.root.joinpath(path).read_text()  # flaw PATH_TRAVERSAL high: wildcard of a resource template
