"""Tool servers that only their user may call."""
import hmac
import os

import uvicorn
from mcp.server.auth.provider import AccessToken, TokenVerifier
from mcp.server.auth.settings import AuthSettings
from mcp.server.fastmcp import FastMCP
from mcp.server.lowlevel import Server
from mcp.server.sse import SseServerTransport
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount

HOST = os.getenv("HOST", "127.0.0.1")
TOKEN = os.environ["MCP_TOKEN"]
ORIGINS = ["https://app.example.com"]
SECURITY = TransportSecuritySettings(
    enable_dns_rebinding_protection=True,
    allowed_hosts=["127.0.0.1:*", "localhost:*"],
    allowed_origins=ORIGINS,
)

plain = FastMCP("plain")  # fine NETWORK_EXPOSURE: default host is loopback
local = FastMCP("local", host="localhost", port=8001)  # fine NETWORK_EXPOSURE: localhost
low = Server("low")
sse = SseServerTransport("/messages/", security_settings=SECURITY)  # fine UNPROTECTED_TRANSPORT: hosts and origins compared
manager = StreamableHTTPSessionManager(app=low, security_settings=SECURITY)  # fine UNPROTECTED_TRANSPORT: hosts and origins compared

guarded = StreamableHTTPSessionManager(app=low, stateless=True)  # fine UNPROTECTED_TRANSPORT: the app's middleware asks for a token


class Verifier(TokenVerifier):
    async def verify_token(self, token: str) -> AccessToken | None:
        if not hmac.compare_digest(token.encode(), TOKEN.encode()):
            return None
        return AccessToken(token=token, client_id="own", scopes=["tools"])


signed = FastMCP(  # flaw NETWORK_EXPOSURE low: every interface, but with authentication
    "signed",
    host="0.0.0.0",
    token_verifier=Verifier(),
    auth=AuthSettings(issuer_url="https://login.example.com", resource_server_url="https://tools.example.com"),
)


class Token(BaseHTTPMiddleware):
    async def dispatch(self, request, call_next):
        given = request.headers.get("authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {TOKEN}".encode()):
            return PlainTextResponse("no", status_code=401)
        return await call_next(request)


def guarded_app() -> Starlette:
    return Starlette(routes=[Mount("/mcp", app=guarded.handle_request)], middleware=[Middleware(Token)])


@plain.tool()
def add(a: int, b: int) -> int:
    return a + b


def app() -> Starlette:
    return Starlette(
        routes=[
            Mount("/messages/", app=sse.handle_post_message),
            Mount("/mcp", app=manager.handle_request),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True),  # fine PERMISSIVE_CORS: list of constants
        ],
    )


def pattern_app() -> Starlette:
    made = Starlette()
    made.add_middleware(CORSMiddleware, allow_origin_regex=r"https://[a-z]+\.example\.com")  # fine PERMISSIVE_CORS: Starlette matches the whole origin
    return made


def main(kind: str) -> None:
    if kind == "stdio":
        plain.run(transport="stdio")  # fine UNPROTECTED_TRANSPORT: stdio
    elif kind == "default":
        plain.run()  # fine UNPROTECTED_TRANSPORT: stdio by default
    elif kind == "sse":
        plain.run(transport="sse")  # fine UNPROTECTED_TRANSPORT: on loopback the SDK compares the host
    elif kind == "http":
        local.run(transport="streamable-http")  # fine UNPROTECTED_TRANSPORT: on localhost the SDK compares the host
    elif kind == "signed":
        signed.run(transport="streamable-http")  # fine UNPROTECTED_TRANSPORT: the SDK asks for a token
    elif kind == "guarded":
        uvicorn.run(guarded_app(), host="0.0.0.0", port=8005)  # flaw NETWORK_EXPOSURE low: every interface, but with authentication
    elif kind == "loopback":
        uvicorn.run(app(), host="127.0.0.1", port=8002)  # fine NETWORK_EXPOSURE: loopback
    elif kind == "uvicorn":
        uvicorn.run(app(), port=8003)  # fine NETWORK_EXPOSURE: uvicorn's default host is loopback
    elif kind == "socket":
        uvicorn.run(app(), uds="/run/tools.sock")  # fine NETWORK_EXPOSURE: unix socket
    else:
        config = uvicorn.Config(pattern_app(), host=HOST, port=8004)  # fine NETWORK_EXPOSURE: loopback by default
        uvicorn.Server(config).run()


if __name__ == "__main__":
    main(os.environ.get("KIND", "stdio"))
