"""Servers of Python, run over HTTP."""
import os

from fastmcp import FastMCP as Other
from fastmcp.server import FastMCP
from mcp.server.fastmcp import FastMCP as Sdk


def create() -> FastMCP:
    return FastMCP("notes")


async def main(transport, host):
    notes = create()
    match transport:
        case "http":
            await notes.run_http_async(host=host)  # flaw UNPROTECTED_TRANSPORT medium: compares nothing
        case "stdio":
            await notes.run_stdio_async()  # fine UNPROTECTED_TRANSPORT: standard input


def plain():
    Other("notes").run()  # fine UNPROTECTED_TRANSPORT: standard input, as nothing is said


def sdk():
    here = Sdk("notes")
    here.run(transport="sse")  # fine UNPROTECTED_TRANSPORT: the SDK compares hosts on this machine
