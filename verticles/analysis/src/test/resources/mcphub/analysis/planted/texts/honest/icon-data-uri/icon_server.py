from mcp.server.fastmcp import FastMCP
from mcp.types import Icon

PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNQSjvzHwAEVgJU6ccubQAAAABJRU5ErkJggg=="

mcp = FastMCP("icon-server", icons=[Icon(src=PIXEL, mimeType="image/png", sizes=["1x1"])])


@mcp.tool(title="Draw", icons=[Icon(src=PIXEL, mimeType="image/png")])
def draw(width: int = 16, height: int = 16) -> str:
    """Draws an empty picture as SVG; width and height in pixels, at most 512."""
    width, height = min(width, 512), min(height, 512)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"/>'


def main():
    mcp.run()
