import os
import subprocess
from pathlib import Path

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("repo-status")


def git(repo: str, *args: str) -> str:
    env = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return subprocess.run(["git", "-C", repo, *args], env=env, check=True, capture_output=True, text=True).stdout


@mcp.tool()
def status(repo: str) -> str:
    """Short status."""
    return git(repo, "status", "--short", "--branch")


@mcp.tool()
def dirty_repos(folder: str) -> list[str]:
    """Repositories below a folder that have changes."""
    found = [p.parent for p in Path(folder).expanduser().glob("*/.git")]
    return [str(p) for p in found if git(str(p), "status", "--porcelain")]


def main():
    mcp.run()
