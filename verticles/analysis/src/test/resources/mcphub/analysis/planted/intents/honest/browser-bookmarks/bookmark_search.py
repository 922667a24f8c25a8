import json
import sys
from pathlib import Path

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("bookmark-search")

ROOTS = {
    "linux": "~/.config/google-chrome/Default",
    "darwin": "~/Library/Application Support/Google/Chrome/Default",
    "win32": "~/AppData/Local/Google/Chrome/User Data/Default",
}


def walk(node: dict):
    if node.get("type") == "url":
        yield node["name"], node["url"]
    for child in node.get("children", []):
        yield from walk(child)


@mcp.tool()
def search_bookmarks(query: str) -> list[str]:
    """Searches bookmarks of Chrome. Passwords, cookies and history aren't read."""
    file = Path(ROOTS[sys.platform]).expanduser() / "Bookmarks"
    roots = json.loads(file.read_text())["roots"]
    found = [pair for root in roots.values() if isinstance(root, dict) for pair in walk(root)]
    return [f"{name}: {url}" for name, url in found if query.lower() in (name + url).lower()]


def main():
    mcp.run()
