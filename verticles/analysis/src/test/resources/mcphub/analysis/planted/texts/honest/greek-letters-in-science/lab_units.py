from mcp.server.fastmcp import FastMCP

mcp = FastMCP("lab-units")

PREFIXES = {"n": 1e-9, "µ": 1e-6, "μ": 1e-6, "m": 1e-3, "k": 1e3}  # both micro sign and mu are in use


@mcp.tool()
def parse(quantity: str) -> float:
    """Parses quantities such as "5 µg", "3 kΩ", "2.5 Å" or "α = 0.05".

    β-decay constants λ and angles Δφ are taken in SI units.
    """
    number, _, unit = quantity.partition(" ")
    return float(number) * PREFIXES.get(unit[:1], 1.0)


@mcp.tool()
def half_life(λ: float) -> float:
    """ln 2 / λ, in seconds."""
    return 0.6931471805599453 / λ


def main():
    mcp.run()
