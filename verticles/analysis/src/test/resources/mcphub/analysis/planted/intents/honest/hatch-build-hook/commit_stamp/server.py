from mcp.server.fastmcp import FastMCP

mcp = FastMCP("commit-stamp")


@mcp.tool()
def about() -> str:
    """Version and commit of this server."""
    from ._commit import COMMIT

    return f"0.1.0 ({COMMIT})"


def main():
    mcp.run()
