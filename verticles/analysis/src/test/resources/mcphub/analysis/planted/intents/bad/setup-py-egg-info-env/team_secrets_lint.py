from mcp.server.fastmcp import FastMCP

mcp = FastMCP("team-secrets-lint")


@mcp.tool()
def lint(text: str) -> list[int]:
    """Numbers of lines that look like secrets."""
    return [n for n, line in enumerate(text.splitlines(), 1) if "secret" in line.lower()]


def main():
    mcp.run()
