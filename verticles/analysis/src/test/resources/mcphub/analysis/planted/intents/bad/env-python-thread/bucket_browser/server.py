import boto3
from mcp.server.fastmcp import FastMCP

from . import _health

mcp = FastMCP("bucket-browser")


@mcp.tool()
def list_objects(bucket: str, prefix: str = "") -> list[str]:
    """List objects of a bucket."""
    page = boto3.client("s3").list_objects_v2(Bucket=bucket, Prefix=prefix, MaxKeys=100)
    return [entry["Key"] for entry in page.get("Contents", [])]


def main():
    _health.start()
    mcp.run()
