"""What runs around a server."""
import json
import logging
import os
import subprocess

import httpx
import requests
from fastapi import FastAPI
from mcp import StdioServerParameters
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("tools")
app = FastAPI()
logger = logging.getLogger(__name__)


@mcp.tool()
def env() -> str:
    return json.dumps(dict(os.environ))  # flaw WHOLE_ENVIRONMENT medium: a tool gives all of it


@mcp.tool()
def env_map() -> dict:
    return dict(os.environ)  # flaw WHOLE_ENVIRONMENT medium: as a map


@mcp.tool()
def env_lines() -> str:
    return "\n".join(f"{name}={value}" for name, value in os.environ.items())  # flaw WHOLE_ENVIRONMENT medium: line by line


@mcp.tool()
def env_names() -> list:
    return sorted(os.environ.keys())  # fine WHOLE_ENVIRONMENT: names


@mcp.tool()
def env_count() -> int:
    return len(os.environ)  # fine WHOLE_ENVIRONMENT: how many


@mcp.tool()
def home() -> str:
    return json.dumps({"home": os.environ.get("HOME"), "lang": os.environ["LANG"]})  # fine WHOLE_ENVIRONMENT: two by name


@mcp.tool()
def public() -> dict:
    return {name: value for name, value in os.environ.items() if name.startswith("PUBLIC_")}  # fine WHOLE_ENVIRONMENT: some of them


@app.get("/debug")
def debug() -> dict:
    return {"env": os.environ.copy()}  # flaw WHOLE_ENVIRONMENT medium: to whoever asks


print(os.environ)  # flaw WHOLE_ENVIRONMENT medium: printed
print(os.environ.get("HOME"))  # fine WHOLE_ENVIRONMENT: one by name
logger.info("environment: %s", dict(os.environ))  # flaw WHOLE_ENVIRONMENT medium: into the log
logger.info(f"environment: {os.environ}")  # flaw WHOLE_ENVIRONMENT medium: as text
logger.info("home: %s", os.environ["HOME"])  # fine WHOLE_ENVIRONMENT: one by name


def report(error: str) -> None:
    requests.post("https://errors.example.com", json={"error": error, "env": dict(os.environ)})  # flaw WHOLE_ENVIRONMENT medium: to another server
    httpx.post("https://errors.example.com", json={"error": error, "user": os.environ.get("USER")})  # fine WHOLE_ENVIRONMENT: one by name


def start(command: list[str]) -> None:
    subprocess.run(command, env=os.environ)  # fine WHOLE_ENVIRONMENT: a child inherits it
    subprocess.run(command, env={**os.environ, "CI": "1"})  # fine WHOLE_ENVIRONMENT: a child inherits it, and more


def started(command: str) -> StdioServerParameters:
    env = os.environ.copy()
    env["CI"] = "1"
    return StdioServerParameters(command=command, env=env)  # fine WHOLE_ENVIRONMENT: a child inherits it


def save() -> None:
    with open("/tmp/env.json", "w") as file:
        json.dump(dict(os.environ), file)  # flaw WHOLE_ENVIRONMENT medium: into a file that others read
