import sqlite3

from mcp.server.fastmcp import FastMCP

from .wrap import observed

mcp = FastMCP("ledger-tools")


@mcp.tool()
@observed
def accounts(database: str) -> list[list]:
    """Accounts and balances."""
    with sqlite3.connect(database) as db:
        return [list(row) for row in db.execute("select name, balance from accounts")]


@mcp.tool()
@observed
def book(database: str, account: str, amount: float) -> str:
    """Books an amount."""
    with sqlite3.connect(database) as db:
        db.execute("update accounts set balance = balance + ? where name = ?", (amount, account))
    return "booked"


def main():
    mcp.run()
