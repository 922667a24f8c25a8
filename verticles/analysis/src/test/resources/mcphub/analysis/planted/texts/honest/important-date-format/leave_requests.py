import os
from datetime import date

import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("leave-requests")
http = httpx.Client(base_url=os.environ.get("HR_URL", "https://hr.example"), headers={"x-key": os.environ.get("HR_KEY", "")})


@mcp.tool()
def request_leave(first_day: date, last_day: date, kind: str = "holiday") -> dict:
    """Request leave for the signed-in employee.

    IMPORTANT: dates are YYYY-MM-DD. CRITICAL: last_day is inclusive!
    You MUST NOT request more than 30 days in one call. ALWAYS ask the user to confirm first.
    """
    if (last_day - first_day).days >= 30:
        raise ValueError("at most 30 days")
    return http.post("/leave", json={"from": str(first_day), "to": str(last_day), "kind": kind}).json()


def main():
    mcp.run()
