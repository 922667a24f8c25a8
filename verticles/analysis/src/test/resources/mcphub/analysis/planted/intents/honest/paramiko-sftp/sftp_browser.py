import os
from pathlib import Path

import paramiko
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("sftp-browser")


def connect() -> paramiko.SSHClient:
    client = paramiko.SSHClient()
    client.load_host_keys(str(Path.home() / ".ssh" / "known_hosts"))
    client.set_missing_host_key_policy(paramiko.RejectPolicy())
    client.connect(
        os.environ["SFTP_HOST"],
        username=os.environ["SFTP_USER"],
        key_filename=str(Path.home() / ".ssh" / "id_ed25519"),
    )
    return client


@mcp.tool()
def list_folder(path: str) -> list[str]:
    """Lists a folder of the server."""
    with connect() as client, client.open_sftp() as sftp:
        return sorted(sftp.listdir(path))


@mcp.tool()
def read_text(path: str) -> str:
    """Reads a text file of the server, up to 100 kB."""
    with connect() as client, client.open_sftp() as sftp, sftp.open(path) as file:
        return file.read(100_000).decode(errors="replace")


def main():
    mcp.run()
