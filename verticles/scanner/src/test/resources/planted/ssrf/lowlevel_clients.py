"""HTTP clients: low-level server, match over the name, aiohttp, httpx, urllib."""
import http.client
import re
import urllib.request
from typing import Any
from urllib.parse import urljoin, urlparse
from urllib.request import Request, urlopen

import aiohttp
import httpx
from mcp.server import Server
from mcp.types import TextContent
from playwright.async_api import async_playwright

server = Server("clients")
BASE = "https://api.example.com/"
REGIONS = ["eu", "us"]
TARGETS = {"status": "https://status.example.com/api", "docs": "https://docs.example.com/"}
LIMITS = {"timeout": 10.0, "follow_redirects": False}


def host_of(url: str) -> str | None:
    return urlparse(url).hostname


@server.call_tool()
async def handle(name: str, arguments: dict[str, Any]) -> list[TextContent]:
    url = arguments.get("url", "https://www.example.com")
    match name:
        case "aiohttp":
            async with aiohttp.ClientSession() as session:
                async with session.get(url) as res:  # flaw SSRF high: aiohttp, the default does not contain
                    return reply(await res.text())
        case "aiohttp_base":
            async with aiohttp.ClientSession("https://api.example.com") as session:
                async with session.get("/find", params={"q": arguments["q"]}) as res:  # fine SSRF: constant base, query parameter
                    return reply(await res.text())
        case "aiohttp_host":
            async with aiohttp.ClientSession(f"https://{arguments['host']}") as session:
                async with session.get("/health") as res:  # flaw SSRF high: the caller's host as base
                    return reply(res.status)
        case "httpx":
            async with httpx.AsyncClient(**LIMITS) as client:
                return reply((await client.get(url)).text)  # flaw SSRF high: asynchronous httpx client
        case "httpx_base":
            async with httpx.AsyncClient(base_url="https://api.example.com") as client:
                return reply((await client.get(f"/items/{arguments['item']}")).text)  # fine SSRF: constant base, path with a constant slash
        case "httpx_relative":
            async with httpx.AsyncClient(base_url="https://api.example.com") as client:
                return reply((await client.get(arguments["path"])).text)  # flaw SSRF high: an absolute value replaces the base
        case "httpx_host":
            async with httpx.AsyncClient(base_url=arguments["server"]) as client:
                return reply((await client.post("/jobs", json={})).text)  # flaw SSRF high: base of the caller
        case "httpx_stream":
            async with httpx.AsyncClient() as client, client.stream("GET", url) as res:  # flaw SSRF high: streamed
                return reply(len(await res.aread()))
        case "httpx_request":
            options = {"method": "GET", "url": f"http://{arguments['host']}:9200/_search"}
            async with httpx.AsyncClient() as client:
                return reply((await client.request(**options)).text)  # flaw SSRF high: address by **options
        case "beta":
            target = "https://beta.example.com" if arguments.get("beta") else "https://www.example.com"
            async with httpx.AsyncClient() as client:
                return reply((await client.get(target)).text)  # fine SSRF: one of two constants
        case "table":
            return reply(httpx.get(TARGETS[arguments["target"]]).text)  # fine SSRF: table of constants
        case "table_default":
            return reply(httpx.get(TARGETS.get(arguments["target"], arguments["target"])).text)  # flaw SSRF high: the default is the caller's value
        case "urlopen":
            with urlopen(url, timeout=5) as res:  # flaw SSRF high: urlopen
                return reply(res.read())
        case "urlopen_request":
            request = Request(url, headers={"Accept": "text/html"})
            with urllib.request.urlopen(request) as res:  # flaw SSRF high: by a Request object
                return reply(res.read())
        case "urlopen_fixed":
            request = Request("https://api.example.com/notes", data=arguments["note"].encode(), method="POST")
            with urlopen(request) as res:  # fine SSRF: constant address, only the body is the caller's
                return reply(res.status)
        case "retrieve":
            urllib.request.urlretrieve(url, "/tmp/page.html")  # flaw SSRF high: urlretrieve
        case "connection":
            conn = http.client.HTTPSConnection(arguments["host"], timeout=5)  # flaw SSRF high: the caller's host
            conn.request("GET", "/health")
            return reply(conn.getresponse().status)
        case "connection_fixed":
            conn = http.client.HTTPSConnection("api.example.com", timeout=5)  # fine SSRF: constant host
            conn.request("GET", f"/jobs/{int(arguments['id'])}")
            return reply(conn.getresponse().status)
        case "suffix":
            return reply(httpx.get("https://api.example.com" + arguments["path"]).text)  # flaw SSRF high: without a slash the host may go on
        case "joined":
            return reply(httpx.get(urljoin(BASE, arguments["path"])).text)  # flaw SSRF high: urljoin lets an absolute value replace the base
        case "joined_checked":
            target = urljoin(BASE, arguments["path"])
            if host_of(target) != "api.example.com":
                raise ValueError("other host")
            return reply(httpx.get(target).text)  # fine SSRF: host compared by a helper after the join
        case "region":
            if (region := arguments["region"]) not in REGIONS:
                raise ValueError("bad region")
            return reply(httpx.get(f"https://{region}.example.com/v1/me").text)  # fine SSRF: allow-list
        case "tenant":
            if not re.fullmatch(r"[a-z0-9-]+", arguments["tenant"]):
                raise ValueError("bad tenant")
            return reply(httpx.get(f"https://{arguments['tenant']}.example.com/me").text)  # fine SSRF: one label by fullmatch
        case "prefixed":
            if not url.startswith("https://live.example.com"):
                raise ValueError("not ours")
            return reply(httpx.get(url).text)  # flaw SSRF high: prefix without a slash, the host may go on
        case "prefixed_slash":
            if not url.startswith("https://live.example.com/"):
                raise ValueError("not ours")
            return reply(httpx.get(url).text)  # fine SSRF: prefix with the slash after the host
        case "screenshot" | "screenshot_home":
            async with async_playwright() as p:
                page = await (await p.chromium.launch()).new_page()
                if name == "screenshot":
                    await page.goto(url)  # flaw SSRF high: page.goto
                else:
                    await page.goto("https://www.example.com/", wait_until="load")  # fine SSRF: constant
                return reply(len(await page.screenshot()))
        case "next":
            first = httpx.get("https://api.example.com/list").json()  # fine SSRF: constant
            return reply(httpx.get(first["next"]).text)  # flaw SSRF high: address from a remote answer
        case _:
            raise ValueError("unknown tool")
    return reply("done")


def reply(value: Any) -> list[TextContent]:
    return [TextContent(type="text", text=str(value))]
