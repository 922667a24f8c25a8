"""Pages beside a FastMCP server, and a small server of the standard library."""
import html
import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlparse

import jinja2
import nh3
from aiohttp import web
from fastapi import FastAPI
from fastapi.responses import HTMLResponse as FastHTML
from fastmcp import FastMCP
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response

mcp = FastMCP("board")
api = FastAPI()
notes: dict[str, str] = {}
plain = jinja2.Environment()
escaping = jinja2.Environment(autoescape=True)


@mcp.tool
def note(name: str, text: str) -> str:
    notes[name] = text
    return "kept"


@mcp.custom_route("/board", methods=["GET"])
async def board(_request: Request) -> Response:
    items = "".join(f"<li>{text}</li>" for text in notes.values())
    return HTMLResponse(f"<ul>{items}</ul>")  # flaw CROSS_SITE_SCRIPTING medium: texts of tool calls


@mcp.custom_route("/board/escaped", methods=["GET"])
async def board_escaped(_request: Request) -> Response:
    items = "".join(f"<li>{html.escape(text)}</li>" for text in notes.values())
    return HTMLResponse(f"<ul>{items}</ul>")  # fine CROSS_SITE_SCRIPTING: each text escaped


@mcp.custom_route("/callback", methods=["GET"])
async def callback(request: Request) -> Response:
    error = request.query_params.get("error", "")
    return HTMLResponse("<p>Failed: " + error + "</p>", status_code=400)  # flaw CROSS_SITE_SCRIPTING medium: query in HTML


@mcp.custom_route("/callback/text", methods=["GET"])
async def callback_text(request: Request) -> Response:
    return PlainTextResponse("Failed: " + request.query_params.get("error", ""))  # fine CROSS_SITE_SCRIPTING: plain text


@mcp.custom_route("/callback/json", methods=["GET"])
async def callback_json(request: Request) -> Response:
    return JSONResponse({"error": request.query_params.get("error")})  # fine CROSS_SITE_SCRIPTING: JSON answer


@mcp.custom_route("/part/{name}", methods=["GET"])
async def part(request: Request) -> Response:
    name = request.path_params["name"]
    return Response(f"<p>{name}</p>", media_type="text/html")  # flaw CROSS_SITE_SCRIPTING medium: HTML by its media type


@mcp.custom_route("/clean", methods=["POST"])
async def clean(request: Request) -> Response:
    form = await request.form()
    return HTMLResponse("<p>" + nh3.clean(str(form["text"])) + "</p>")  # fine CROSS_SITE_SCRIPTING: nh3


@mcp.custom_route("/render", methods=["GET"])
async def render(request: Request) -> Response:
    page = plain.from_string("<p>{{ q }}</p>").render(q=request.query_params["q"])
    return HTMLResponse(page)  # flaw CROSS_SITE_SCRIPTING medium: jinja2 does not escape by default


@mcp.custom_route("/render/escaping", methods=["GET"])
async def render_escaping(request: Request) -> Response:
    page = escaping.from_string("<p>{{ q }}</p>").render(q=request.query_params["q"])
    return HTMLResponse(page)  # fine CROSS_SITE_SCRIPTING: autoescape


@api.get("/hello", response_class=FastHTML)
async def hello(name: str):
    return f"<h1>{name}</h1>"  # flaw CROSS_SITE_SCRIPTING medium: answer class is HTML


@api.get("/hello/json")
async def hello_json(name: str):
    return f"<h1>{name}</h1>"  # fine CROSS_SITE_SCRIPTING: FastAPI answers in JSON by default


@api.get("/page", response_class=FastHTML)
async def page(number: int):
    return f"<p>{number}</p>"  # fine CROSS_SITE_SCRIPTING: int by annotation


async def aio(request: web.Request) -> web.Response:
    name = request.query.get("name", "")
    if request.path == "/html":
        return web.Response(text=f"<p>{name}</p>", content_type="text/html")  # flaw CROSS_SITE_SCRIPTING medium: aiohttp with an HTML type
    if request.path == "/json":
        return web.json_response({"name": name})  # fine CROSS_SITE_SCRIPTING: JSON answer
    return web.Response(text=f"hello {name}")  # fine CROSS_SITE_SCRIPTING: aiohttp sends plain text by default


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)
        code = query.get("code", [""])[0]
        kind = "application/json" if self.path.startswith("/json") else "text/html"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.end_headers()
        if kind == "application/json":
            self.wfile.write(json.dumps({"code": code}).encode())  # fine CROSS_SITE_SCRIPTING: JSON answer
            return
        self.wfile.write(f"<p>code {code}</p>".encode())  # flaw CROSS_SITE_SCRIPTING medium: query in HTML
        self.wfile.write(f"<p>{html.escape(code)}</p>".encode())  # fine CROSS_SITE_SCRIPTING: html.escape


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", 8765), Handler).serve_forever()
