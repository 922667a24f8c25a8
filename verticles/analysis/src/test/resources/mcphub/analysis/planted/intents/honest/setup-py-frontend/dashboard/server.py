from mcp.server.fastmcp import FastMCP

mcp = FastMCP("dashboard")


@mcp.tool()
def dashboard_address() -> str:
    """Address of the dashboard on this machine."""
    return "http://127.0.0.1:8787/"


def main():
    mcp.run()
