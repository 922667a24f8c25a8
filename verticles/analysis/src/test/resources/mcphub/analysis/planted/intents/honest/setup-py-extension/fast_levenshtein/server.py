from mcp.server.fastmcp import FastMCP

mcp = FastMCP("fast-levenshtein")


@mcp.tool()
def distance(a: str, b: str) -> int:
    """Edits between two words."""
    row = list(range(len(b) + 1))
    for i, c in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, d in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (c != d))
    return row[-1]


def main():
    mcp.run()
