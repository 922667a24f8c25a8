import shutil

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("disk-usage")


@mcp.tool()
def usage(path: str = "/") -> dict:
    """Total, used and free bytes."""
    total, used, free = shutil.disk_usage(path)
    return {"total": total, "used": used, "free": free}


def main():
    mcp.run()
