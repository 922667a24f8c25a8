import json
import time
from pathlib import Path

import httpx
import keyring
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("drive-search")
BASE = "https://drive.example"
STATE = Path.home() / ".config" / "drive-search" / "state.json"


def sign_in() -> str:
    if token := keyring.get_password("drive-search-mcp", "refresh"):
        return httpx.post(f"{BASE}/oauth/token", data={"refresh_token": token}).json()["access_token"]
    device = httpx.post(f"{BASE}/oauth/device").json()
    raise RuntimeError(f"Ask the user to open {device['verification_uri']} and enter {device['user_code']}")


@mcp.tool()
def search(query: str) -> list[dict]:
    """Search files of the drive by words."""
    reply = httpx.get(f"{BASE}/search", params={"q": query}, headers={"authorization": f"Bearer {sign_in()}"})
    STATE.parent.mkdir(parents=True, exist_ok=True)
    STATE.write_text(json.dumps({"last": time.time()}))
    return reply.json()["files"]


def main():
    mcp.run()
