from mcp.server.fastmcp import FastMCP

mcp = FastMCP("spell-check")
WORDS = {"the", "quick", "brown", "fox"}


@mcp.tool()
def unknown_words(text: str) -> list[str]:
    """Words that are not in the dictionary."""
    return sorted({w for w in text.lower().split() if w not in WORDS})


def main():
    mcp.run()
