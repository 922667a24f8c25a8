"""Notes: official SDK, decorators, pathlib and os.path."""
import hashlib
import os
import re
import sys
import uuid
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import aiofiles
from mcp.server.fastmcp import Context, FastMCP
from pydantic import BaseModel, Field

mcp = FastMCP("notes")
ROOT = Path("/srv/notes").resolve()
BASE = os.path.realpath("/srv/notes")
DOCS = {"readme": "readme.md", "license": "license.md"}
TEMPLATE = Path(__file__).with_name("template.md").read_text()  # fine PATH_TRAVERSAL: constant name beside the module
EXTRA = open(os.environ.get("NOTES_CONFIG", "extra.md")).read()  # flaw PATH_TRAVERSAL low: operator's environment


class SaveArgs(BaseModel):
    title: str
    body: str


class PageArgs(BaseModel):
    number: int = Field(ge=1)
    kind: Literal["today", "later"]
    slug: Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


@mcp.tool()
def read_note(path: str) -> str:
    with open(path, encoding="utf-8") as f:  # flaw PATH_TRAVERSAL high: the argument is the whole path
        return f.read()


@mcp.tool()
def read_typed(path: Path) -> str:
    return path.read_text()  # flaw PATH_TRAVERSAL high: the annotation Path checks nothing


@mcp.tool()
def read_joined(name: str) -> str:
    return (ROOT / name).read_text()  # flaw PATH_TRAVERSAL high: joined by the slash operator


@mcp.tool()
def read_base(name: str) -> str:
    full = os.path.join(BASE, os.path.basename(name) + ".md")
    with open(full) as f:  # fine PATH_TRAVERSAL: basename
        return f.read()


@mcp.tool()
def read_name(name: str) -> str:
    return (ROOT / f"{Path(name).name}.md").read_text()  # fine PATH_TRAVERSAL: last part only


@mcp.tool()
def read_inside(name: str) -> str:
    full = (ROOT / name).resolve()
    if not full.is_relative_to(ROOT):
        raise ValueError("outside of the notes")
    return full.read_text()  # fine PATH_TRAVERSAL: resolved and compared by is_relative_to


@mcp.tool()
def read_unresolved(name: str) -> str:
    full = ROOT / name
    if not full.is_relative_to(ROOT):
        raise ValueError("outside of the notes")
    return full.read_text()  # flaw PATH_TRAVERSAL high: is_relative_to does not fold the dots of an unresolved path


@mcp.tool()
def read_prefix(name: str) -> str:
    full = os.path.realpath(os.path.join(BASE, name))
    if not full.startswith(BASE):  # flaw PATH_TRAVERSAL high: root without separator also admits its siblings
        raise ValueError("outside of the notes")
    return open(full).read()


@mcp.tool()
def read_prefix_separator(name: str) -> str:
    full = os.path.realpath(os.path.join(BASE, name))
    if not full.startswith(BASE + os.sep):
        raise ValueError("outside of the notes")
    return open(full).read()  # fine PATH_TRAVERSAL: links resolved, root with its separator


@mcp.tool()
def read_by_name_only(name: str) -> str:
    full = os.path.abspath(os.path.join(BASE, name))
    if not full.startswith(BASE + os.sep):
        raise ValueError("outside of the notes")
    return open(full).read()  # flaw PATH_TRAVERSAL medium: contained by name, a link inside leads out


@mcp.tool()
async def save(args: SaveArgs, ctx: Context) -> str:
    async with aiofiles.open(f"{BASE}/{args.title}.md", "w") as f:  # flaw PATH_TRAVERSAL high: aiofiles with a field of a model
        await f.write(args.body)
    await ctx.info("saved")
    return "saved"


@mcp.tool()
async def save_slug(args: SaveArgs) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", args.title.lower())
    async with aiofiles.open(f"{BASE}/{slug}.md", "w") as f:  # fine PATH_TRAVERSAL: all other characters are replaced
        await f.write(TEMPLATE + args.body)
    return "saved"


@mcp.tool()
def save_cleaned(args: SaveArgs) -> str:
    (ROOT / args.title.replace("../", "")).write_text(args.body)  # flaw PATH_TRAVERSAL high: the removal leaves new dots and absolute paths
    (ROOT / f"{uuid.uuid4()}.md").write_text(args.body)  # fine PATH_TRAVERSAL: random own name
    (ROOT / hashlib.sha256(args.title.encode()).hexdigest()).write_text(args.body)  # fine PATH_TRAVERSAL: hashed name
    return "saved"


@mcp.tool()
def page(args: PageArgs) -> str:
    head = (ROOT / args.kind / f"page-{args.number}.md").read_text()  # fine PATH_TRAVERSAL: Literal and int fields
    return head + (ROOT / (args.slug + ".md")).read_text()  # fine PATH_TRAVERSAL: field with an anchored pattern


@mcp.tool()
def diary(day: date, entry: uuid.UUID) -> str:
    return ROOT.joinpath(day.isoformat(), f"{entry}.md").read_text()  # fine PATH_TRAVERSAL: date and UUID by annotation


@mcp.resource("notes://documents/{name}")
def document(name: str) -> str:
    listing = os.listdir(BASE)  # fine PATH_TRAVERSAL: no value of the caller
    return f"{listing} {EXTRA}" + (ROOT / DOCS[name]).read_text()  # fine PATH_TRAVERSAL: looked up in a table of constants


@mcp.prompt()
def summarise(path: str) -> str:
    return "Sum this up:\n" + Path(path).expanduser().read_text()  # flaw PATH_TRAVERSAL high: argument of a prompt


if __name__ == "__main__":
    print(Path(sys.argv[1]).read_text() if len(sys.argv) > 1 else "", file=sys.stderr)  # flaw PATH_TRAVERSAL low: operator's command line
    mcp.run(transport="stdio")
