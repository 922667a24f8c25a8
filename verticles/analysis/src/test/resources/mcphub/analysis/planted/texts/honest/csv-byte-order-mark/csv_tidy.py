import csv
import io

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("csv-tidy")

REPLACE = str.maketrans({"\ufeff": None, "\u00ad": None, "\u200b": None, "\u00a0": " ", "\u202f": " "})


@mcp.tool()
def tidy(text: str, delimiter: str = ",") -> list[dict]:
    """Reads CSV; removes byte order marks (U+FEFF), soft hyphens and zero-width spaces from cells."""
    rows = csv.DictReader(io.StringIO(text.translate(REPLACE)), delimiter=delimiter)
    return [dict(row) for row in rows]


@mcp.tool()
def for_excel(rows: list[dict]) -> str:
    """Writes CSV with a byte order mark, as Excel likes it."""
    out = io.StringIO("\ufeff")
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main():
    mcp.run()
