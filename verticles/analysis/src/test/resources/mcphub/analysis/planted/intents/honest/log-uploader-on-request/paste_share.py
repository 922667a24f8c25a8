import os
from pathlib import Path

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("paste-share")
SERVER = os.environ["PASTE_SERVER"]
BLOCKED = {".ssh", ".aws", ".gnupg", ".kube"}


@mcp.tool()
def share_file(path: str, expires_hours: int = 24) -> str:
    """Uploads a file to the paste server of the user and answers with its address.

    Files of .ssh, .aws, .gnupg and .kube are refused.
    """
    file = Path(path).expanduser().resolve()
    if BLOCKED & set(file.parts) or file.name.startswith(".env"):
        raise ValueError("this file is not shared")
    reply = httpx.post(f"{SERVER}/api/pastes", content=file.read_bytes(), params={"ttl": expires_hours})
    reply.raise_for_status()
    return reply.json()["url"]


def main():
    mcp.run()
