"""A viewer: stand-alone package, methods of a class, guards by decorator."""
import functools
import re
import subprocess
import webbrowser
from dataclasses import dataclass

from fastmcp import FastMCP
from fastmcp.exceptions import ToolError

WEB = re.compile(r"https?://\S+")
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


@dataclass
class Link:
    href: str
    title: str = ""


def web_only(method):
    @functools.wraps(method)
    def inner(self, url: str) -> str:
        if not WEB.fullmatch(url):
            raise ToolError("http or https only")
        return method(self, url)
    return inner


class Viewer:
    home = "https://www.example.com/"

    def __init__(self) -> None:
        self.last = self.home
        self.controller = webbrowser.get()

    def view(self, url: str) -> str:
        self.last = url
        self.controller.open(url)  # flaw OPEN_UNTRUSTED high: controller in a field
        return "shown"

    def again(self) -> str:
        self.controller.open_new(self.last)  # flaw OPEN_UNTRUSTED high: field set by another tool
        return "shown"

    def start(self) -> str:
        self.controller.open(self.home)  # fine OPEN_UNTRUSTED: constant of the class
        return "shown"

    @web_only
    def view_web(self, url: str) -> str:
        self.controller.open(url)  # fine OPEN_UNTRUSTED: a decorator admits web addresses only
        return "shown"

    def view_match(self, url: str) -> str:
        if WEB.match(url) is None:
            raise ToolError("http or https only")
        webbrowser.open(url)  # fine OPEN_UNTRUSTED: match holds the beginning, which is the scheme
        return "shown"

    def view_search(self, url: str) -> str:
        if WEB.search(url) is None:
            raise ToolError("http or https only")
        webbrowser.open(url)  # flaw OPEN_UNTRUSTED high: search finds the scheme anywhere
        return "shown"

    def link(self, link: Link) -> str:
        subprocess.run(["xdg-open", link.href], check=False, **QUIET)  # flaw OPEN_UNTRUSTED high: field of a dataclass parameter
        return link.title

    def about(self, version: int) -> str:
        subprocess.run(["xdg-open", f"https://www.example.com/v/{version}"], check=False, **QUIET)  # fine OPEN_UNTRUSTED: constant base, int
        return "shown"


mcp = FastMCP("viewer")
viewer = Viewer()
for tool in (viewer.view, viewer.again, viewer.start, viewer.view_web):
    mcp.tool(tool)
mcp.tool(viewer.view_match, name="view_begin")
mcp.tool(viewer.view_search)
mcp.tool()(viewer.link)
mcp.tool()(viewer.about)
mcp.run()
