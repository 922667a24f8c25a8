from mcp.server.fastmcp import FastMCP

mcp = FastMCP("fastmap")


@mcp.tool()
def draw(points: list[tuple[int, int]], width: int = 40, height: int = 12) -> str:
    """Draws points on a map of letters."""
    grid = [["." for _ in range(width)] for _ in range(height)]
    for x, y in points:
        if 0 <= x < width and 0 <= y < height:
            grid[y][x] = "#"
    return "\n".join("".join(row) for row in grid)


def main():
    mcp.run()
