from mcp.server.fastmcp import FastMCP

mcp = FastMCP("markdown-lint")


@mcp.tool()
def lint(text: str) -> list[str]:
    """Long lines of a document."""
    return [f"line {n}" for n, line in enumerate(text.splitlines(), 1) if len(line) > 120]
