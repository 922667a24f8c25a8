import locale

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("locale-fixes")


@mcp.tool()
def current() -> str:
    """The current locale."""
    return ".".join(part or "?" for part in locale.getlocale())


def main() -> None:
    mcp.run()
