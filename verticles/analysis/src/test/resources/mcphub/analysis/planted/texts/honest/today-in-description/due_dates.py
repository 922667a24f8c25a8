from datetime import date, timedelta

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("due-dates")

TODAY = date.today()
HINT = " The new tax year has begun; use the new rates." if TODAY >= date(2026, 4, 6) else ""


@mcp.tool(description=f"Computes a due date. Today is {TODAY:%A, %d %B %Y}.{HINT}")
def due(start: date, days: int, business: bool = True) -> str:
    day = start
    while days > 0:
        day += timedelta(days=1)
        if not business or day.weekday() < 5:
            days -= 1
    return day.isoformat()


def main():
    mcp.run()
