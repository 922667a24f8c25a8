import sqlite3

from fastmcp import FastMCP

mcp = FastMCP("ledger")
db = sqlite3.connect("ledger.db", check_same_thread=False)


@mcp.tool()
def query(sql: str) -> list:
    """Runs a statement."""
    return db.execute(sql).fetchall()


if __name__ == "__main__":
    mcp.run(transport="http", host="0.0.0.0", port=9000)  # flaw high: open to the network, and statements of the caller are run
