from mcp.server.fastmcp import FastMCP

mcp = FastMCP("flag-facts")

FLAGS = {
    "Scotland": "\U0001F3F4\U000E0067\U000E0062\U000E0073\U000E0063\U000E0074\U000E007F",
    "Wales": "\U0001F3F4\U000E0067\U000E0062\U000E0077\U000E006C\U000E0073\U000E007F",
    "Norway": "\U0001F1F3\U0001F1F4",
}


@mcp.tool(description=f"The flag of a country or region, e.g. {FLAGS['Scotland']} or {FLAGS['Norway']}")
def flag(name: str) -> str:
    return FLAGS.get(name, "unknown")


@mcp.tool()
def names() -> list[str]:
    """Names of all countries and regions that have a flag here."""
    return sorted(FLAGS)


def main():
    mcp.run()
