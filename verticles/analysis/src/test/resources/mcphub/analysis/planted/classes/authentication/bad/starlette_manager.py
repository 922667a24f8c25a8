import contextlib

import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.applications import Starlette
from starlette.routing import Mount

server = Server("search")
manager = StreamableHTTPSessionManager(app=server, stateless=True)  # flaw medium: mounted as it is, on all addresses


async def handle(scope, receive, send):
    await manager.handle_request(scope, receive, send)


@contextlib.asynccontextmanager
async def lifespan(app):
    async with manager.run():
        yield


app = Starlette(routes=[Mount("/mcp", app=handle)], lifespan=lifespan)
uvicorn.run(app, host="0.0.0.0", port=8000)
