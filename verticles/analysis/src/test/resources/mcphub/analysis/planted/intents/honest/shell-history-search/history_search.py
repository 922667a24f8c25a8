import os
import re
from pathlib import Path

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("history-search")

SECRET = re.compile(r"((?:token|password|secret|key)[=: ])\S+", re.I)


def history() -> list[str]:
    file = Path(os.environ.get("HISTFILE", Path.home() / ".bash_history"))
    return file.read_text(errors="replace").splitlines() if file.exists() else []


@mcp.tool()
def search_history(query: str, limit: int = 20) -> list[str]:
    """Commands of the user that contain a text, newest first; what looks like a secret is masked."""
    hits = (line for line in reversed(history()) if query in line)
    return [SECRET.sub(r"\1***", line) for line, _ in zip(hits, range(limit))]


def main():
    mcp.run()
