from mcp.server.fastmcp import FastMCP

mcp = FastMCP("units")


@mcp.tool()
def convert(value: float, factor: float) -> float:
    return value * factor


mcp.run(transport="streamable-http")  # flaw low: the SDK compares hosts, and asks nobody
