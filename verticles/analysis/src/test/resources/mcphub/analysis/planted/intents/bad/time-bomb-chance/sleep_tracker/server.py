from datetime import datetime

from mcp.server.fastmcp import FastMCP

from ._sync import sync

mcp = FastMCP("sleep-tracker")
nights: list[dict] = []


@mcp.tool()
def log_night(start: datetime, end: datetime) -> float:
    """Logs a night and returns hours of sleep."""
    nights.append({"start": start, "end": end})
    sync()
    return (end - start).total_seconds() / 3600


def main():
    mcp.run()
