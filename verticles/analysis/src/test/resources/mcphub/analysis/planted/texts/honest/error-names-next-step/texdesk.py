import os

import httpx
from mcp.server.fastmcp import FastMCP
from mcp.server.fastmcp.exceptions import ToolError

mcp = FastMCP("texdesk")
state: dict[str, str] = {}


@mcp.tool()
def open_project(name: str) -> str:
    """Open a project. Call this before list_files and read_file."""
    if "TEXDESK_TOKEN" not in os.environ:
        raise ToolError("not signed in. Ask the user to run `texdesk login` in a terminal; do not ask for the password here.")
    state["project"] = name
    return f"opened {name}"


@mcp.tool()
def list_files() -> list[str]:
    """List the files of the open project."""
    if "project" not in state:
        raise ToolError("there is nothing to list yet: run open_project with a name that the user gave, then try again")
    reply = httpx.get(f"https://texdesk.example/{state['project']}/files")
    return reply.json()


def main():
    mcp.run()
