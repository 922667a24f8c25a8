"""Health pages and hooks; no tool transport is served from here."""
import asyncio
import http.server
import socket
import socketserver

import uvicorn
from aiohttp import web
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
from flask import Flask, jsonify
from flask_cors import CORS
from waitress import serve

LOOPBACK = "127.0.0.1"
api = FastAPI()
pages = Flask("pages")
private = Flask("private")
shared = Flask("shared")
api.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"])  # fine PERMISSIVE_CORS: one constant
CORS(pages)  # flaw PERMISSIVE_CORS low: every origin by default
CORS(private, origins=["https://app.example.com"])  # fine PERMISSIVE_CORS: list of constants
CORS(shared, supports_credentials=True)  # flaw PERMISSIVE_CORS medium: every origin is sent back, with credentials


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Access-Control-Allow-Origin", "*")  # flaw PERMISSIVE_CORS low: header for every origin
        super().end_headers()


class Closed(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Access-Control-Allow-Origin", "https://app.example.com")  # fine PERMISSIVE_CORS: constant origin
        self.end_headers()


@pages.get("/health")
def health():
    answer = jsonify(ok=True)
    answer.headers["Vary"] = "Origin"
    return answer


async def ready(_request: web.Request) -> web.Response:
    return web.Response(text="ok", headers={"Access-Control-Allow-Origin": "*"})  # flaw PERMISSIVE_CORS low: header for every origin


def aio_app() -> web.Application:
    app = web.Application()
    app.router.add_get("/ready", ready)
    return app


async def site() -> None:
    runner = web.AppRunner(aio_app())
    await runner.setup()
    await web.TCPSite(runner, "0.0.0.0", 9000).start()  # flaw NETWORK_EXPOSURE low: every interface
    await web.TCPSite(runner, LOOPBACK, 9001).start()  # fine NETWORK_EXPOSURE: loopback
    await asyncio.start_server(lambda r, w: w.close(), "0.0.0.0", 9002)  # flaw NETWORK_EXPOSURE low: every interface
    await asyncio.start_server(lambda r, w: w.close(), "localhost", 9003)  # fine NETWORK_EXPOSURE: localhost


def sockets() -> None:
    open_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    open_socket.bind(("", 9004))  # flaw NETWORK_EXPOSURE low: an empty host is every interface
    open_socket.listen()
    closed_socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    closed_socket.bind((LOOPBACK, 9005))  # fine NETWORK_EXPOSURE: loopback
    closed_socket.listen()


def main(kind: str) -> None:
    if kind == "http":
        http.server.HTTPServer(("", 9006), Handler).serve_forever()  # flaw NETWORK_EXPOSURE low: an empty host is every interface
    elif kind == "http_local":
        http.server.HTTPServer(("127.0.0.1", 9007), Closed).serve_forever()  # fine NETWORK_EXPOSURE: loopback
    elif kind == "tcp":
        with socketserver.TCPServer(("0.0.0.0", 9008), Handler) as server:  # flaw NETWORK_EXPOSURE low: every interface
            server.serve_forever()
    elif kind == "tcp_local":
        with socketserver.TCPServer(("localhost", 9009), Closed) as server:  # fine NETWORK_EXPOSURE: localhost
            server.serve_forever()
    elif kind == "aio":
        web.run_app(aio_app(), port=9010)  # flaw NETWORK_EXPOSURE low: aiohttp's default is every interface
    elif kind == "aio_local":
        web.run_app(aio_app(), host="127.0.0.1", port=9011)  # fine NETWORK_EXPOSURE: loopback
    elif kind == "flask":
        pages.run(host="0.0.0.0", port=9012)  # flaw NETWORK_EXPOSURE low: every interface
    elif kind == "flask_local":
        private.run(port=9013)  # fine NETWORK_EXPOSURE: flask's default host is loopback
    elif kind == "waitress":
        serve(shared, host="0.0.0.0", port=9014)  # flaw NETWORK_EXPOSURE low: every interface
    elif kind == "waitress_local":
        serve(shared, listen="127.0.0.1:9015")  # fine NETWORK_EXPOSURE: loopback
    else:
        uvicorn.run(api, host="::", port=9016)  # flaw NETWORK_EXPOSURE low: every interface
