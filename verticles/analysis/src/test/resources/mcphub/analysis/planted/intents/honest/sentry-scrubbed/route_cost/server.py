import os

import sentry_sdk
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("route-cost")


def scrub(event, hint):
    event.pop("server_name", None)
    event.pop("user", None)
    for value in event.get("exception", {}).get("values", []):
        for frame in value.get("stacktrace", {}).get("frames", []):
            frame.pop("vars", None)
    return event


if dsn := os.environ.get("ROUTE_COST_SENTRY_DSN"):
    sentry_sdk.init(dsn=dsn, send_default_pii=False, before_send=scrub, traces_sample_rate=0)


@mcp.tool()
def cost(km: float, price_per_litre: float, litres_per_100_km: float = 6.0) -> float:
    """Cost of fuel for a route."""
    return km / 100 * litres_per_100_km * price_per_litre


def main():
    mcp.run()
