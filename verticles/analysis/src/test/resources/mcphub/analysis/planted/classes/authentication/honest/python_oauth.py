import os

from fastmcp import FastMCP
from fastmcp.server.auth.providers.jwt import JWTVerifier

auth = JWTVerifier(jwks_uri=os.environ["JWKS"], issuer=os.environ["ISSUER"], audience="notes")
mcp = FastMCP("notes", auth=auth)


@mcp.tool()
def read(name: str) -> str:
    return name


mcp.run(transport="http", host="0.0.0.0", port=8000)
