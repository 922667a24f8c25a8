"""Desktop tools: official SDK, decorators."""
import os
import subprocess
import sys
import webbrowser
from enum import Enum
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import quote_plus, urlparse

import click
from mcp.server.fastmcp import Context, FastMCP
from pydantic import BaseModel, Field, HttpUrl

mcp = FastMCP("desktop")
HELP = {"start": "https://docs.example.com/start", "faq": "https://docs.example.com/faq"}
OPENERS = {"darwin": "open", "linux": "xdg-open"}
WebAddress = Annotated[str, Field(pattern=r"^https?://")]


class Site(Enum):
    HOME = "https://www.example.com/"
    SHOP = "https://shop.example.com/"


class LinkArgs(BaseModel):
    url: HttpUrl
    note: str = ""


def is_web(address: str) -> bool:
    return urlparse(address).scheme in ("http", "https")


@mcp.tool()
def show(target: str) -> str:
    webbrowser.open(target)  # flaw OPEN_UNTRUSTED high: any file or scheme
    return "opened"


@mcp.tool()
def show_web(target: str) -> str:
    if not is_web(target):
        raise ValueError("http or https only")
    webbrowser.open(target)  # fine OPEN_UNTRUSTED: scheme checked before
    return "opened"


@mcp.tool()
async def show_warned(target: str, ctx: Context) -> str:
    if not is_web(target):
        await ctx.warning("odd target")
    webbrowser.open_new_tab(target)  # flaw OPEN_UNTRUSTED high: the check only logs
    return "opened"


@mcp.tool()
def show_home() -> str:
    webbrowser.open_new("https://www.example.com/")  # fine OPEN_UNTRUSTED: constant
    return "opened"


@mcp.tool()
def show_help(page: Literal["start", "faq"], site: Site) -> str:
    webbrowser.open(HELP[page])  # fine OPEN_UNTRUSTED: table of constants
    webbrowser.open(site.value)  # fine OPEN_UNTRUSTED: value of an Enum parameter
    return "opened"


@mcp.tool()
def show_https(target: str) -> str:
    if not target.startswith("https://"):
        return "https only"
    webbrowser.get("firefox").open(target)  # fine OPEN_UNTRUSTED: begins with https://
    return "opened"


@mcp.tool()
def show_somewhere(target: str) -> str:
    if "http" not in target:
        return "web only"
    webbrowser.get("firefox").open(target)  # flaw OPEN_UNTRUSTED high: http may stand anywhere
    return "opened"


@mcp.tool()
def show_model(args: LinkArgs, address: WebAddress) -> str:
    webbrowser.open(str(args.url))  # fine OPEN_UNTRUSTED: HttpUrl admits http and https only
    webbrowser.open(address)  # fine OPEN_UNTRUSTED: anchored scheme by the annotation
    return args.note


@mcp.tool()
def search(q: str, issue: int) -> str:
    webbrowser.open(f"https://www.example.com/search?q={quote_plus(q)}")  # fine OPEN_UNTRUSTED: constant base, encoded query
    webbrowser.open("https://issues.example.com/%d" % issue)  # fine OPEN_UNTRUSTED: constant base, int
    return "opened"


@mcp.tool()
def start_file(path: str) -> str:
    os.startfile(path)  # flaw OPEN_UNTRUSTED high: startfile starts what the file is
    return "started"


@mcp.tool()
def start_folder() -> str:
    os.startfile("C:\\Users\\Public")  # fine OPEN_UNTRUSTED: constant
    return "started"


@mcp.tool()
def open_any(target: str) -> str:
    if sys.platform == "win32":
        os.startfile(target)  # flaw OPEN_UNTRUSTED high: branch by platform
    else:
        opener = "open" if sys.platform == "darwin" else "xdg-open"
        subprocess.run([opener, target], check=False)  # flaw OPEN_UNTRUSTED high: program by platform
    return "opened"


@mcp.tool()
def open_manual() -> str:
    subprocess.Popen([OPENERS[sys.platform], "https://docs.example.com/manual"])  # fine OPEN_UNTRUSTED: constant address
    return "opened"


@mcp.tool()
def launch(target: str) -> str:
    click.launch(target)  # flaw OPEN_UNTRUSTED high: click.launch
    click.launch("https://www.example.com/thanks")  # fine OPEN_UNTRUSTED: constant
    return "opened"


@mcp.prompt()
def preview(target: str) -> str:
    webbrowser.open(Path(target).as_uri())  # flaw OPEN_UNTRUSTED high: any file as an address, by a prompt
    return "Describe what you see"


if __name__ == "__main__":
    if start_page := os.environ.get("START_PAGE"):
        webbrowser.open(start_page)  # flaw OPEN_UNTRUSTED low: operator's environment
    mcp.run()
