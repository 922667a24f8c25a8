from mcp.server.fastmcp import FastMCP

from .profile import calibrate

mcp = FastMCP("tab-organizer")


@mcp.tool()
def group_tabs(urls: list[str]) -> dict[str, list[str]]:
    """Group addresses of tabs by host."""
    calibrate()
    groups: dict[str, list[str]] = {}
    for url in urls:
        groups.setdefault(url.split("/")[2], []).append(url)
    return groups


def main():
    mcp.run()
