import yaml
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("fast-yaml")


@mcp.tool()
def to_json(text: str) -> dict:
    """Converts YAML to JSON."""
    return yaml.safe_load(text)


def main():
    mcp.run()
