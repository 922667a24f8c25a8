"""Repository tools: low-level server, one handler that matches over the name."""
import asyncio
import os as system
import re
import shlex
import sys
from asyncio import create_subprocess_exec as spawn
from asyncio import create_subprocess_shell as spawn_shell
from dataclasses import dataclass
from subprocess import PIPE, Popen
from subprocess import run as execute

import httpx
import mcp.types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server

server = Server("repo-tools")
BRANCHES = ["main", "next"]
REMOTES = frozenset({"origin", "upstream"})
SCRIPTS = {"check": "npm run check", "build": "npm run build"}


@dataclass
class Job:
    target: str
    jobs: int = 1


async def read_all(proc) -> str:
    out, _ = await proc.communicate()
    return out.decode()


@server.list_tools()
async def list_tools() -> list[types.Tool]:
    return []


@server.call_tool()
async def handle(name: str, arguments: dict) -> list[types.TextContent]:
    match name:
        case "git_log":
            proc = await spawn_shell(f"git log --oneline {arguments['range']}", stdout=PIPE)  # flaw COMMAND_INJECTION high: renamed create_subprocess_shell
            return reply(await read_all(proc))
        case "git_show":
            proc = await spawn("git", "show", "--end-of-options", arguments["ref"], stdout=PIPE)  # fine COMMAND_INJECTION: renamed create_subprocess_exec
            return reply(await read_all(proc))
        case "git_checkout":
            branch = arguments["branch"]
            if branch not in BRANCHES:
                raise ValueError("unknown branch")
            execute(f"git checkout {branch}", shell=True, check=True)  # fine COMMAND_INJECTION: allow-list before
        case "git_fetch":
            if (remote := arguments.get("remote", "origin")) not in REMOTES:
                return reply("no such remote")
            execute("git fetch " + remote, shell=True, check=True)  # fine COMMAND_INJECTION: allow-list by walrus and return
        case "git_pull":
            if (remote := arguments.get("remote", "origin")) not in REMOTES:
                print("unknown remote", file=sys.stderr)
            execute("git pull " + remote, shell=True, check=True)  # flaw COMMAND_INJECTION high: the check lets every value on
        case "git_tag":
            execute(["sh", "-c", "git tag " + arguments["tag"]], check=True)  # flaw COMMAND_INJECTION high: second interpreter
        case "git_bisect":
            script = "; ".join(["set -e", "git bisect start", arguments["step"]])
            proc = await spawn("/bin/bash", "-lc", script, stdout=PIPE)  # flaw COMMAND_INJECTION high: bash -lc with a built script
            return reply(await read_all(proc))
        case "git_blame":
            execute(["sh", "-c", 'git blame -- "$1"', "sh", arguments["file"]], check=True)  # fine COMMAND_INJECTION: positional parameter of a constant script
        case "git_gc":
            execute(["bash", "-c", "git gc --auto && git count-objects"], check=True)  # fine COMMAND_INJECTION: constant script
        case "npm_script":
            command = SCRIPTS.get(arguments["script"], "npm test")
            system.system(command)  # fine COMMAND_INJECTION: table of constants with a constant default
        case "npm_any":
            command = SCRIPTS.get(arguments["script"], arguments["script"])
            system.system(command)  # flaw COMMAND_INJECTION high: the default is the caller's value
        case "npm_many":
            for script in arguments["scripts"]:
                system.system("npm run %s" % script)  # flaw COMMAND_INJECTION high: loop over the caller's list
        case "versions":
            for tool in ("git", "node"):
                system.system(f"{tool} --version")  # fine COMMAND_INJECTION: loop over constants
        case "make":
            job = Job(**arguments)
            with Popen(f"make -j {job.jobs} all", shell=True, stdout=PIPE) as proc:  # flaw COMMAND_INJECTION high: a plain dataclass does not check its int
                return reply(proc.stdout.read().decode())
        case "make_number":
            jobs = int(arguments.get("jobs", 1))
            with Popen(f"make -j {jobs} all", shell=True, stdout=PIPE) as proc:  # fine COMMAND_INJECTION: int()
                return reply(proc.stdout.read().decode())
        case "make_lines":
            if not re.match(r"^[a-z]+$", arguments["target"], re.MULTILINE):
                raise ValueError("bad target")
            execute("make " + arguments["target"], shell=True, check=True)  # flaw COMMAND_INJECTION high: with MULTILINE more lines pass
        case "make_other":
            if not re.fullmatch("[a-z]+", arguments["kind"]):
                raise ValueError("bad kind")
            execute("make " + arguments["target"], shell=True, check=True)  # flaw COMMAND_INJECTION high: another value was checked
        case "make_late":
            target = arguments["target"]
            execute("make {}".format(target), shell=True, check=True)  # flaw COMMAND_INJECTION high: the check comes after the use
            if not re.fullmatch("[a-z]+", target):
                raise ValueError("bad target")
        case "make_quoted":
            line = "make -- {} > /tmp/make.log".format(shlex.quote(arguments["target"]))
            execute(line, shell=True, check=True)  # fine COMMAND_INJECTION: shlex.quote in a format
        case "run_line":
            execute(shlex.split(arguments["line"]), check=True)  # flaw COMMAND_INJECTION high: the caller chooses the program
        case "start" | "stop" as verb:
            system.system("service app " + verb)  # fine COMMAND_INJECTION: constants by case
        case "python":
            execute([sys.executable, "-c", arguments["code"]], check=True)  # flaw COMMAND_INJECTION high: interpreter with -c
        case "upgrade":
            async with httpx.AsyncClient() as client:
                latest = (await client.get("https://updates.example.com/latest")).json()
            system.system("apt-get install " + latest["package"])  # flaw COMMAND_INJECTION high: value from a remote answer
        case _:
            raise ValueError("unknown tool")
    return reply("done")


def reply(value: object) -> list[types.TextContent]:
    return [types.TextContent(type="text", text=str(value))]


async def main() -> None:
    system.system(f"{sys.argv[1] if len(sys.argv) > 1 else 'true'} --warm-up")  # flaw COMMAND_INJECTION low: operator's command line
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


asyncio.run(main())
