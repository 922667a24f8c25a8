"""Disk and service tools: official SDK, decorators, sync and async functions."""
import asyncio
import os
import re
import shlex
import subprocess
from enum import Enum
from typing import Annotated, Literal

from mcp.server.fastmcp import Context, FastMCP
from pydantic import Field

mcp = FastMCP("disk-tools")
START_HOOK = os.environ.get("START_HOOK")
UserName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$", description="Login name")]
LooseName = Annotated[str, Field(pattern=r"[a-z]+", max_length=200)]


class Level(str, Enum):
    FAST = "1"
    BEST = "9"


@mcp.tool()
def disk_usage(directory: str) -> str:
    """Size of a folder."""
    return subprocess.check_output(f"du -sh {directory}", shell=True, text=True)  # flaw COMMAND_INJECTION high: tool argument in a shell string


@mcp.tool(name="count_lines", description="Counts the lines of a file")
def count(path: str) -> str:
    command = "wc -l " + path
    return os.popen(command).read()  # flaw COMMAND_INJECTION high: concatenated through a variable


@mcp.tool()
def list_dir(directory: str) -> str:
    done = subprocess.run(["ls", "-la", "--", directory], capture_output=True, text=True)  # fine COMMAND_INJECTION: argument list, no shell
    return done.stdout


@mcp.tool()
def mount_state(unit: Literal["home", "data"]) -> int:
    return os.system(f"mountpoint /{unit}")  # fine COMMAND_INJECTION: Literal of constants


@mcp.tool()
def tail_log(lines: int = 20, follow: bool = False) -> str:
    flag = "-F" if follow else "-q"
    return subprocess.getoutput(f"tail {flag} -n {lines} /var/log/app.log")  # fine COMMAND_INJECTION: int by annotation, bool chooses a constant


@mcp.tool()
def archive(directory: str, level: Level) -> str:
    parts = ["tar", "-cf", "/tmp/out.tar"]
    parts.append(directory)
    os.system(" ".join(parts))  # flaw COMMAND_INJECTION high: list appended to and joined
    os.system("gzip -%s /tmp/out.tar" % level.value)  # fine COMMAND_INJECTION: value of an Enum parameter
    return subprocess.getoutput("stat -c %s /tmp/out.tar.gz")  # fine COMMAND_INJECTION: constant


@mcp.tool()
def checksum(path: str, kind: str = "sha") -> str:
    program = "md5sum" if kind == "md5" else "sha256sum"
    version = os.popen(f"{program} --version").read()  # fine COMMAND_INJECTION: one of two constants
    return version + subprocess.check_output([program, "--", path], text=True)  # fine COMMAND_INJECTION: no shell, constant program


@mcp.tool()
def open_files(user: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_-]*", user):
        raise ValueError("bad user name")
    return subprocess.run(f"lsof -u {user}", shell=True, capture_output=True, text=True).stdout  # fine COMMAND_INJECTION: fullmatch before


@mcp.tool()
def who_is(user: str) -> str:
    if not re.match(r"[A-Za-z0-9_-]+", user):
        raise ValueError("bad user name")
    return subprocess.run(f"id {user}", shell=True, capture_output=True, text=True).stdout  # flaw COMMAND_INJECTION high: re.match without an end


@mcp.tool()
async def quota(user: str, ctx: Context) -> str:
    if not re.fullmatch(r"[a-z]+", user):
        await ctx.warning(f"odd user name {user}")
    return subprocess.getoutput(f"quota -u {user}")  # flaw COMMAND_INJECTION high: the check only logs


@mcp.tool()
def groups_of(user: UserName) -> str:
    return subprocess.getoutput(f"groups {user}")  # fine COMMAND_INJECTION: anchored pattern in the annotation


@mcp.tool()
def last_login(user: LooseName) -> str:
    return subprocess.getoutput(f"last {user}")  # flaw COMMAND_INJECTION high: the annotation's pattern is not anchored


@mcp.tool()
def note(message: str) -> str:
    os.system(f'logger "{message}"')  # flaw COMMAND_INJECTION high: double quotes do not stop substitution
    os.system(f'logger "{shlex.quote(message)}"')  # flaw COMMAND_INJECTION high: quoted value stands within double quotes
    os.system(f"logger {shlex.quote(message)}")  # fine COMMAND_INJECTION: shlex.quote as one word
    return "ok"


@mcp.tool()
async def ping(host: str, count: int = 1) -> str:
    proc = await asyncio.create_subprocess_shell(  # flaw COMMAND_INJECTION high: asyncio shell
        f"ping -c {count} {host}",
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await proc.communicate()
    return out.decode()


@mcp.tool()
async def lookup(host: str) -> str:
    proc = await asyncio.create_subprocess_exec("getent", "hosts", "--", host, stdout=asyncio.subprocess.PIPE)  # fine COMMAND_INJECTION: asyncio exec, no shell
    out, _ = await proc.communicate()
    return out.decode()


@mcp.resource("service://{name}/status")
def service_status(name: str) -> str:
    return os.popen("systemctl status " + name).read()  # flaw COMMAND_INJECTION high: parameter of a resource template


@mcp.prompt()
def review(ref: str) -> str:
    diff = subprocess.run("git diff " + ref, shell=True, capture_output=True, text=True).stdout  # flaw COMMAND_INJECTION high: argument of a prompt
    return f"Review this:\n{diff}"


if __name__ == "__main__":
    if START_HOOK:
        subprocess.run(START_HOOK, shell=True, check=False)  # flaw COMMAND_INJECTION low: operator's environment
    mcp.run()
