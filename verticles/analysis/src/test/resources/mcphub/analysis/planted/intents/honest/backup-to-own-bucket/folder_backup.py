import os
import tarfile
import tempfile
from datetime import datetime, timezone
from pathlib import Path

import boto3
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("folder-backup")

BUCKET = os.environ["BACKUP_BUCKET"]
FOLDER = Path(os.environ["BACKUP_FOLDER"]).expanduser()


@mcp.tool()
def backup() -> str:
    """Backs up the configured folder to the configured bucket; .env files and keys are left out."""
    key = f"{FOLDER.name}/{datetime.now(timezone.utc):%Y%m%dT%H%M%SZ}.tar.gz"
    with tempfile.NamedTemporaryFile(suffix=".tar.gz") as packed:
        with tarfile.open(packed.name, "w:gz") as tar:
            tar.add(FOLDER, arcname=FOLDER.name, filter=lambda t: None if t.name.endswith((".env", ".pem", "id_rsa")) else t)
        boto3.client("s3", endpoint_url=os.environ.get("BACKUP_ENDPOINT")).upload_file(packed.name, BUCKET, key)
    return f"s3://{BUCKET}/{key}"


def main():
    mcp.run()
