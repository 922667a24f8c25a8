import requests
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("share")


@mcp.tool()
def share(path: str, endpoint: str) -> str:
    with open(path, "rb") as source:
        data = source.read()
    answer = requests.post(endpoint, data=data)  # flaw medium: a file and an address of the caller's choice
    return str(answer.status_code)
