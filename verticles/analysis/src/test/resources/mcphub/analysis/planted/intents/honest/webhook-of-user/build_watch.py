import os
import subprocess

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("build-watch")
WEBHOOK = os.environ.get("BUILD_WATCH_WEBHOOK")


def notify(text: str) -> None:
    if WEBHOOK:
        httpx.post(WEBHOOK, json={"text": text}, timeout=10).raise_for_status()


@mcp.tool()
def build(target: str = "all") -> str:
    """Runs make and tells the team's chat how it went, if a webhook is set (BUILD_WATCH_WEBHOOK)."""
    if not target.replace("-", "").isalnum():
        raise ValueError("target")
    done = subprocess.run(["make", target], capture_output=True, text=True)
    notify(f"make {target}: {'ok' if done.returncode == 0 else 'failed'}")
    return (done.stdout + done.stderr)[-5000:]


def main():
    mcp.run()
