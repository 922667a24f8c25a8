import configparser
from datetime import date
from pathlib import Path

import boto3
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("cloud-costs")


@mcp.tool()
def profiles() -> list[str]:
    """Names of profiles in ~/.aws/credentials; keys are not returned."""
    parser = configparser.ConfigParser()
    parser.read(Path.home() / ".aws" / "credentials")
    return parser.sections()


@mcp.tool()
def month_to_date(profile: str = "default") -> str:
    """Costs since the first of the month."""
    today = date.today()
    client = boto3.Session(profile_name=profile).client("ce")
    reply = client.get_cost_and_usage(
        TimePeriod={"Start": f"{today:%Y-%m}-01", "End": str(today)}, Granularity="MONTHLY", Metrics=["UnblendedCost"]
    )
    return reply["ResultsByTime"][0]["Total"]["UnblendedCost"]["Amount"]


def main():
    mcp.run()
