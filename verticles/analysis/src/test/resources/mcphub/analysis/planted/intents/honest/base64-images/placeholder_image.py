import base64

from mcp.server.fastmcp import FastMCP, Image

mcp = FastMCP("placeholder-image")

GREY = (
    "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEElEQVR42mNowAsYRqWxAQDYfJYBDolLvgAAAABJRU5ErkJggg=="
)
TRANSPARENT = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


@mcp.tool()
def placeholder(transparent: bool = False) -> Image:
    """A small picture that stands where another will come."""
    if transparent:
        return Image(data=base64.b64decode(TRANSPARENT), format="gif")
    return Image(data=base64.b64decode(GREY), format="png")


def main():
    mcp.run()
