"""Tool servers that anybody on the network may call."""
import argparse
import os

import uvicorn
from mcp.server.fastmcp import FastMCP
from mcp.server.lowlevel import Server
from mcp.server.sse import SseServerTransport
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Mount, Route

HOST = os.getenv("HOST", "0.0.0.0")
mcp = FastMCP("open", host="0.0.0.0", port=8000)  # flaw NETWORK_EXPOSURE medium: every interface, no authentication
low = Server("low")
sse = SseServerTransport("/messages/")  # flaw UNPROTECTED_TRANSPORT medium: no security settings
manager = StreamableHTTPSessionManager(app=low, stateless=True)  # flaw UNPROTECTED_TRANSPORT medium: no security settings
off = StreamableHTTPSessionManager(  # flaw UNPROTECTED_TRANSPORT medium: protection switched off
    app=low,
    security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
)


@mcp.tool()
def add(a: int, b: int) -> int:
    return a + b


async def handle_sse(request):
    async with sse.connect_sse(request.scope, request.receive, request._send) as (read, write):
        await low.run(read, write, low.create_initialization_options())


def low_app() -> Starlette:
    return Starlette(
        routes=[
            Route("/sse", endpoint=handle_sse),
            Mount("/messages/", app=sse.handle_post_message),
            Mount("/mcp", app=manager.handle_request),
            Mount("/off", app=off.handle_request),
        ],
        middleware=[
            Middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"]),  # flaw PERMISSIVE_CORS low: every origin
        ],
    )


def credentials_app() -> Starlette:
    app = Starlette()
    app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)  # flaw PERMISSIVE_CORS medium: every origin, with credentials
    return app


def pattern_app() -> Starlette:
    app = Starlette()
    app.add_middleware(CORSMiddleware, allow_origin_regex=".*")  # flaw PERMISSIVE_CORS low: the pattern admits every origin
    return app


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--low", action="store_true")
    parser.add_argument("--env", action="store_true")
    parser.add_argument("--web", action="store_true")
    parser.add_argument("--host", default="0.0.0.0")
    args = parser.parse_args()
    if args.low:
        uvicorn.run(low_app(), host="0.0.0.0", port=8001)  # flaw NETWORK_EXPOSURE medium: every interface, no authentication
    elif args.env:
        uvicorn.run(low_app(), host=HOST, port=8002)  # flaw NETWORK_EXPOSURE medium: every interface unless the environment says otherwise
    elif args.web:
        uvicorn.run(low_app(), host=args.host, port=8003)  # flaw NETWORK_EXPOSURE medium: the option's default is every interface
    else:
        mcp.run(transport="streamable-http")  # flaw UNPROTECTED_TRANSPORT medium: for 0.0.0.0 the SDK checks no host


if __name__ == "__main__":
    main()
