"""Login tools: low-level server, if/elif over the name, addresses of remote answers."""
import asyncio
import subprocess
import sys
import webbrowser as browser
from typing import Any
from urllib.parse import urlencode, urlsplit
from webbrowser import open as open_page

import httpx
from mcp.server import Server
from mcp.types import TextContent

from .safe_browser import BrowserPool, ensure_web, show_any, show_known

server = Server("login")
pool = BrowserPool()


class Browser:
    def open(self, address: str) -> str:
        return f"would open {address}"


class Login:
    def __init__(self) -> None:
        self.answer: dict[str, Any] = {}

    async def begin(self) -> None:
        async with httpx.AsyncClient(base_url="https://login.example.com") as client:
            self.answer = (await client.post("/device")).json()

    def show(self) -> None:
        browser.open(self.answer["verification_uri"])  # flaw OPEN_UNTRUSTED high: address from a remote answer in a field

    def show_checked(self) -> None:
        browser.open(ensure_web(self.answer["verification_uri"]))  # fine OPEN_UNTRUSTED: throwing helper checks the scheme


@server.call_tool()
async def handle(name: str, arguments: dict[str, Any]) -> list[TextContent]:
    if name == "login":
        login = Login()
        await login.begin()
        login.show()
    elif name == "login_checked":
        login = Login()
        await login.begin()
        login.show_checked()
    elif name == "authorize":
        meta = httpx.get("https://login.example.com/.well-known/openid-configuration").json()
        query = urlencode({"client_id": "cli"})
        open_page(f"{meta['authorization_endpoint']}?{query}")  # flaw OPEN_UNTRUSTED high: endpoint of a remote answer
    elif name == "authorize_checked":
        meta = httpx.get("https://login.example.com/.well-known/openid-configuration").json()
        endpoint = meta["authorization_endpoint"]
        if urlsplit(endpoint).scheme != "https":
            return reply("refused")
        open_page(endpoint)  # fine OPEN_UNTRUSTED: scheme compared
    elif name == "authorize_fixed":
        open_page("https://login.example.com/authorize?" + urlencode({"state": arguments["state"]}))  # fine OPEN_UNTRUSTED: constant base, encoded query
    elif name == "page":
        open_page(arguments["url"], new=2)  # flaw OPEN_UNTRUSTED high: renamed function
    elif name == "pages":
        for url in arguments["urls"]:
            browser.open_new_tab(url)  # flaw OPEN_UNTRUSTED high: loop over the caller's list
    elif name == "thread":
        await asyncio.to_thread(browser.open, arguments["url"])  # flaw OPEN_UNTRUSTED high: handed to a thread
    elif name == "mac":
        subprocess.run(["open", arguments["url"]], check=False)  # flaw OPEN_UNTRUSTED high: open of macOS
    elif name == "mac_app":
        subprocess.run(["open", "-a", "Safari", "https://www.example.com"], check=False)  # fine OPEN_UNTRUSTED: constant
    elif name == "windows":
        subprocess.Popen(["explorer.exe", arguments["target"]])  # flaw OPEN_UNTRUSTED high: explorer
    elif name == "linux":
        command = ["xdg-open"]
        command.append(arguments["target"])
        subprocess.call(command)  # flaw OPEN_UNTRUSTED high: list appended to
    elif name == "linux_async":
        await asyncio.create_subprocess_exec("xdg-open", arguments["target"])  # flaw OPEN_UNTRUSTED high: asyncio exec
    elif name == "linux_web":
        target = arguments["target"]
        if urlsplit(target).scheme not in {"http", "https"}:
            raise ValueError("web only")
        await asyncio.create_subprocess_exec("xdg-open", target)  # fine OPEN_UNTRUSTED: scheme before
    elif name == "late":
        browser.open(arguments["url"])  # flaw OPEN_UNTRUSTED high: the check comes after
        ensure_web(arguments["url"])
    elif name == "other":
        ensure_web(arguments["url"])
        browser.open(arguments["image"])  # flaw OPEN_UNTRUSTED high: another address was checked
    elif name == "own":
        return reply(Browser().open(arguments["url"]))  # fine OPEN_UNTRUSTED: method named open of an own class
    elif name == "today":
        with open("/srv/notes/today.md") as f:  # fine OPEN_UNTRUSTED: opens a file, no application
            return reply(f.read())
    elif name == "known":
        show_known("https://docs.example.com")
    elif name == "any":
        show_any(arguments["url"])
    elif name == "pooled":
        pool.remember(arguments["url"])
        pool.show_last()
    else:
        raise ValueError("unknown tool")
    return reply("shown")


def reply(value: Any) -> list[TextContent]:
    return [TextContent(type="text", text=str(value))]


browser.open(sys.argv[1] if len(sys.argv) > 1 else "https://www.example.com")  # flaw OPEN_UNTRUSTED low: operator's command line
