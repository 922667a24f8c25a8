import os
import subprocess

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("exports")


@mcp.tool()
def export(name: str) -> str:
    target = os.path.join("/srv/exports", os.path.basename(name))
    open(target, "w").write("x")
    os.chmod(target, 0o666)  # flaw medium: everybody may change it
    subprocess.run(["chmod", "-R", "777", "/srv/exports"])  # flaw medium: everybody may change it
    return target
