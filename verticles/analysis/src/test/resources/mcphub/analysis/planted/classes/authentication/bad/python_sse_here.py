from fastmcp import FastMCP

mcp = FastMCP("timers")


@mcp.tool()
def add(minutes: int) -> str:
    return f"in {minutes} minutes"


def main():
    mcp.run(transport="sse", port=8765)  # flaw medium: this library compares no hosts


main()
