"""Web tools: official SDK, decorators, requests and httpx."""
import os
import re
import sys
from enum import Enum
from typing import Annotated, Literal
from urllib.parse import quote, urlencode, urlparse, urlsplit
from uuid import UUID

import httpx
import requests
from mcp.server.fastmcp import Context, FastMCP
from pydantic import BaseModel, Field, HttpUrl

mcp = FastMCP("web")
HOSTS = {"api.example.com", "docs.example.com"}
VERSION = os.getenv("API_VERSION", "v2")
Label = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]


class Stage(Enum):
    LIVE = "https://live.example.com"
    TEST = "https://test.example.com"


class PageArgs(BaseModel):
    url: HttpUrl
    timeout: float = 5.0


@mcp.tool()
def fetch_page(url: str) -> str:
    return requests.get(url, timeout=5).text  # flaw SSRF high: whole address


@mcp.tool()
def fetch_typed(args: PageArgs) -> str:
    return httpx.get(str(args.url), timeout=args.timeout).text  # flaw SSRF high: HttpUrl checks the form only


@mcp.tool()
def fetch_doc(topic: str) -> str:
    return requests.get(f"https://docs.example.com/topics/{quote(topic, safe='')}", timeout=5).text  # fine SSRF: constant host, encoded segment


@mcp.tool()
def search(q: str) -> str:
    return requests.get("https://api.example.com/search", params={"q": q}, timeout=5).text  # fine SSRF: value as a query parameter


@mcp.tool()
def search_encoded(q: str) -> str:
    return httpx.get("https://api.example.com/search?" + urlencode({"q": q, "limit": 10})).text  # fine SSRF: encoded query


@mcp.tool()
def notify(callback: str, note: str) -> str:
    requests.post("https://api.example.com/notes", json={"note": note}, timeout=5)  # fine SSRF: only the body is the caller's
    requests.post(callback, json={"ok": True}, timeout=5)  # flaw SSRF high: callback address
    return "sent"


@mcp.tool()
def call(method: Literal["GET", "HEAD"], url: str) -> int:
    return requests.request(method, url, timeout=5).status_code  # flaw SSRF high: requests.request


@mcp.tool()
def listed(url: str) -> str:
    parsed = urlparse(url)
    if parsed.scheme != "https" or parsed.hostname not in HOSTS:
        raise ValueError("host is not allowed")
    return requests.get(url, timeout=5, allow_redirects=False).text  # fine SSRF: host compared with constants


@mcp.tool()
def listed_httpx(url: str) -> str:
    target = httpx.URL(url)
    if target.host != "docs.example.com":
        return "host is not allowed"
    return httpx.get(target).text  # fine SSRF: host compared, the client follows no redirects


@mcp.tool()
async def listed_warned(url: str, ctx: Context) -> str:
    if urlsplit(url).hostname not in HOSTS:
        await ctx.warning("odd host")
    return requests.get(url, timeout=5).text  # flaw SSRF high: the check only logs


@mcp.tool()
def https_only(url: str) -> str:
    if urlparse(url).scheme != "https":
        raise ValueError("https only")
    return requests.get(url, timeout=5).text  # flaw SSRF high: only the scheme is compared


@mcp.tool()
def contains(url: str) -> str:
    if "example.com" not in url:
        raise ValueError("not ours")
    return requests.get(url, timeout=5).text  # flaw SSRF high: the name may stand anywhere in the address


@mcp.tool()
def ends(url: str) -> str:
    if not (urlparse(url).hostname or "").endswith("example.com"):
        raise ValueError("not ours")
    return requests.get(url, timeout=5).text  # flaw SSRF high: suffix without a dot admits other names


@mcp.tool()
def ends_dot(url: str) -> str:
    if not (urlparse(url).hostname or "").endswith(".example.com"):
        raise ValueError("not ours")
    return httpx.get(url, follow_redirects=False).text  # fine SSRF: domain suffix with its dot


@mcp.tool()
def tenant(name: str, label: Label) -> str:
    first = httpx.get(f"https://{name}.example.com/v1/me").text  # flaw SSRF high: the caller begins the host
    return first + httpx.get(f"https://{label}.example.com/v1/me").text  # fine SSRF: one label by an anchored pattern


@mcp.tool()
def region(name: str) -> str:
    if not re.match(r"[a-z]+", name):
        raise ValueError("bad region")
    return httpx.get("https://%s.example.com/v1/me" % name).text  # flaw SSRF high: re.match without an end


@mcp.tool()
def staged(stage: Stage, item: UUID, lat: float) -> str:
    return httpx.get(f"{stage.value}/{VERSION}/items/{item}?lat={lat}").text  # fine SSRF: host by Enum, path from the environment, UUID and float


@mcp.resource("page://{host}/robots")
def robots(host: str) -> str:
    return httpx.get("http://" + host + "/robots.txt").text  # flaw SSRF high: parameter of a resource template


if __name__ == "__main__":
    requests.post(os.environ["WEBHOOK_URL"], json={"state": "started"}, timeout=5)  # flaw SSRF low: operator's environment
    requests.get(sys.argv[1] if len(sys.argv) > 1 else "https://api.example.com/", timeout=5)  # flaw SSRF low: operator's command line
    mcp.run()
