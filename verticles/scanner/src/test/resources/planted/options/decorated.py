"""Repository tools with decorators."""
import asyncio
import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Annotated, Literal

from mcp.server.fastmcp import FastMCP
from pydantic import Field

mcp = FastMCP("repository")
REPO = "/srv/repo"
BRANCHES = {"main", "next"}


def git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=REPO, capture_output=True, text=True)  # flaw ARGUMENT_INJECTION medium: helper gets the caller's ref
    return done.stdout


def git_status(*words: str) -> str:
    done = subprocess.run(["git", "status", *words], cwd=REPO, capture_output=True, text=True)  # fine ARGUMENT_INJECTION: only called with constants
    return done.stdout


@mcp.tool()
def log(ref: str) -> str:
    return git("log", "--oneline", ref)


@mcp.tool()
def status() -> str:
    return git_status("--short")


@mcp.tool()
def log_counted(count: int) -> str:
    return subprocess.check_output(["git", "log", "-n", str(count)], text=True)  # fine ARGUMENT_INJECTION: int by annotation


@mcp.tool()
def log_since(since: str) -> str:
    return subprocess.check_output(["git", "log", f"--since={since}"], text=True)  # fine ARGUMENT_INJECTION: glued to a fixed option


@mcp.tool()
def log_dash(ref: str) -> str:
    return subprocess.check_output(["git", "log", "--", ref], text=True)  # fine ARGUMENT_INJECTION: -- before the value


@mcp.tool()
def checkout(branch: str) -> str:
    """Switches to a branch."""
    if branch not in BRANCHES:
        raise ValueError("unknown branch")
    return subprocess.check_output(["git", "checkout", branch], text=True)  # fine ARGUMENT_INJECTION: set of constants


@mcp.tool()
def checkout_any(branch: str) -> str:
    if branch not in BRANCHES:
        print("unusual branch", branch)
    return subprocess.check_output(["git", "checkout", branch], text=True)  # flaw ARGUMENT_INJECTION medium: the check only prints


@mcp.tool()
def diff(ref: str) -> str:
    if ref.startswith("-"):
        raise ValueError("bad ref")
    return subprocess.check_output(["git", "diff", ref], text=True)  # fine ARGUMENT_INJECTION: refused when it begins with -


@mcp.tool()
def diff_stripped(ref: str) -> str:
    if ref.startswith("-"):
        raise ValueError("bad ref")
    return subprocess.check_output(["git", "diff", ref.strip()], text=True)  # flaw ARGUMENT_INJECTION medium: stripped after the check


@mcp.tool()
def merge(ref: str) -> str:
    if not re.search(r"[A-Za-z0-9]+", ref):
        raise ValueError("bad ref")
    return subprocess.check_output(["git", "merge", ref], text=True)  # flaw ARGUMENT_INJECTION medium: re.search is not anchored


@mcp.tool()
def merge_checked(ref: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][\w./-]*", ref):
        raise ValueError("bad ref")
    return subprocess.check_output(["git", "merge", ref], text=True)  # fine ARGUMENT_INJECTION: full match, the first character is no -


@mcp.tool()
def reset(mode: Literal["soft", "hard"], ref: str) -> str:
    subprocess.run(["git", "reset", mode], check=True)  # fine ARGUMENT_INJECTION: Literal annotation
    return subprocess.getoutput("git status")


@mcp.tool()
def words(line: str) -> str:
    done = subprocess.run(shlex.split(f"git grep {line}"), capture_output=True)  # flaw ARGUMENT_INJECTION medium: split into as many words as the caller likes
    return done.stdout.decode()


@mcp.tool()
async def lint(file: str) -> str:
    proc = await asyncio.create_subprocess_exec("ruff", "check", file)  # flaw ARGUMENT_INJECTION medium: create_subprocess_exec
    await proc.wait()
    return "done"


@mcp.tool()
async def lint_abs(file: str) -> str:
    proc = await asyncio.create_subprocess_exec("ruff", "check", os.path.abspath(file))  # fine ARGUMENT_INJECTION: absolute path
    await proc.wait()
    return "done"


@mcp.tool()
async def lint_dot(file: str) -> str:
    name = str(Path("./") / file)
    proc = await asyncio.create_subprocess_exec("ruff", "check", name)  # flaw ARGUMENT_INJECTION medium: pathlib drops the ./ again
    await proc.wait()
    return "done"


@mcp.tool()
def tag(name: Annotated[str, Field(pattern=r"^v[0-9.]+$")]) -> str:
    return subprocess.check_output(["git", "tag", name], text=True)  # fine ARGUMENT_INJECTION: pattern of the schema begins with v


if __name__ == "__main__":
    mcp.run()
