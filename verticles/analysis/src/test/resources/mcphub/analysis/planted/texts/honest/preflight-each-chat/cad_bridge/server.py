from mcp.server.fastmcp import FastMCP

from .pipe import Pipe

mcp = FastMCP("cad-bridge")
pipe = Pipe()


@mcp.tool()
def bridge_status() -> dict:
    """Says which drawing program is attached, and what is open in it.

    Always begin with this, once in each chat that is about drawings: the other tools of this
    server fail with "not connected" until a session was found.
    """
    return pipe.call("status")


@mcp.tool()
def select_instance(pid: int) -> dict:
    """Choose the program that the next calls go to, if several run."""
    return pipe.call("select", pid=pid)


@mcp.tool()
def save() -> dict:
    """Save the open drawing. Ask the user before overwriting."""
    return pipe.call("save")


def main():
    mcp.run()
