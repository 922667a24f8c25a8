import io

import mss
from mcp.server.fastmcp import FastMCP, Image
from PIL import Image as Picture

mcp = FastMCP("screen-look")


@mcp.tool()
def take_screenshot(monitor: int = 1, max_width: int = 1280) -> Image:
    """Takes a picture of a monitor. Tell the user before you take it."""
    with mss.mss() as screen:
        shot = screen.grab(screen.monitors[monitor])
    picture = Picture.frombytes("RGB", shot.size, shot.rgb)
    picture.thumbnail((max_width, max_width))
    out = io.BytesIO()
    picture.save(out, format="PNG")
    return Image(data=out.getvalue(), format="png")


@mcp.tool()
def monitors() -> int:
    """Number of monitors."""
    with mss.mss() as screen:
        return len(screen.monitors) - 1


def main():
    mcp.run()
