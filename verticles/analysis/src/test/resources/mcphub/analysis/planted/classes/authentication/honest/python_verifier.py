import hmac
import os

from mcp.server.auth.provider import AccessToken, TokenVerifier
from mcp.server.auth.settings import AuthSettings
from mcp.server.fastmcp import FastMCP


class Fixed(TokenVerifier):
    async def verify_token(self, token):
        if not hmac.compare_digest(token, os.environ["TOKEN"]):
            return None
        return AccessToken(token=token, client_id="one", scopes=[])


mcp = FastMCP("x", token_verifier=Fixed(), auth=AuthSettings(issuer_url="https://id.example", resource_server_url="https://x.example"))
mcp.run(transport="streamable-http")
