import unicodedata

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("invisible-finder")

INVISIBLE = {
    "\u200b": "zero width space",
    "\u200d": "zero width joiner",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\ufeff": "byte order mark",
}


@mcp.tool()
def find(text: str) -> list[dict]:
    """Finds invisible characters: U+200B to U+200F, U+202A to U+202E, U+2066 to U+2069, tags U+E0000 to U+E007F."""
    return [
        {"at": at, "code": f"U+{ord(c):04X}", "name": INVISIBLE.get(c) or unicodedata.name(c, "?")}
        for at, c in enumerate(text)
        if c in INVISIBLE or 0xE0000 <= ord(c) <= 0xE007F or unicodedata.category(c) == "Cf"
    ]


def main():
    mcp.run()
