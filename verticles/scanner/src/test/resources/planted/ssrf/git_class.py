"""Git host: stand-alone package, a class with sessions in fields."""
from dataclasses import dataclass
from functools import lru_cache, partial
from urllib.parse import quote, urlparse

import httpx
import requests
from fastmcp import FastMCP
from fastmcp.exceptions import ToolError

get = partial(requests.get, timeout=5, allow_redirects=False)


@dataclass
class Hook:
    url: str
    event: str = "push"


class GitTools:
    HOSTS = ("git.example.com", "www.example.com")

    def __init__(self) -> None:
        self.host = "https://git.example.com"
        self.other = "https://git.example.com"
        self.session = requests.Session()
        self.client = httpx.AsyncClient(base_url="https://git.example.com/api/v4")

    def set_other(self, value: str) -> str:
        self.other = value
        return "set"

    def other_version(self) -> str:
        return self.session.get(f"{self.other}/api/v4/version").text  # flaw SSRF high: base in a field set by another tool

    def version(self) -> str:
        return self.session.get(f"{self.host}/api/v4/version").text  # fine SSRF: field that is a constant

    def avatar(self, user: str) -> int:
        return self.session.head(f"{self.host}/avatar/{quote(user, safe='')}").status_code  # fine SSRF: constant field, encoded segment

    async def projects(self, search: str, page: int = 1) -> str:
        return (await self.client.get("/projects", params={"search": search, "page": page})).text  # fine SSRF: constant base, query parameters

    async def project(self, number: int) -> str:
        return (await self.client.get(f"/projects/{number}")).text  # fine SSRF: constant base, int

    async def any_path(self, path: str) -> str:
        return (await self.client.get(path)).text  # flaw SSRF high: an absolute value replaces the base

    def raw(self, url: str) -> str:
        return get(url).text  # flaw SSRF high: partial of requests.get

    def state(self) -> str:
        return get("https://status.example.com/api").text  # fine SSRF: partial with a constant

    def hook(self, hook: Hook) -> int:
        return self.session.post(hook.url, json={"event": hook.event}).status_code  # flaw SSRF high: field of a dataclass parameter

    def hooks(self, urls: list[str]) -> list[int]:
        return [self.session.post(u, json={}).status_code for u in urls]  # flaw SSRF high: each of the caller's list

    def mirrors(self) -> list[int]:
        return [self.session.get(f"https://{h}/").status_code for h in self.HOSTS]  # fine SSRF: constants of the class

    def allowed(self, url: str) -> bool:
        return urlparse(url).hostname in self.HOSTS

    def ensure(self, url: str) -> str:
        if not self.allowed(url):
            raise ToolError("host is not allowed")
        return url

    def listed(self, url: str) -> str:
        if not self.allowed(url):
            raise ToolError("host is not allowed")
        return httpx.get(url).text  # fine SSRF: method with an allow-list of hosts

    def ensured(self, url: str) -> str:
        return httpx.get(self.ensure(url), follow_redirects=False).text  # fine SSRF: throwing method with an allow-list

    def not_ensured(self, url: str, image: str) -> int:
        self.ensure(url)
        return len(self.session.get(image).content)  # flaw SSRF high: another address was checked

    def swallowed(self, url: str) -> str:
        try:
            self.ensure(url)
        except ToolError:
            pass
        return self.session.get(url).text  # flaw SSRF high: the refusal is swallowed

    @staticmethod
    @lru_cache(maxsize=32)
    def cached(url: str) -> str:
        return requests.get(url, timeout=5).text  # flaw SSRF high: behind lru_cache

    def readme(self, base: str) -> str:
        return self.cached(base + "/README.md")

    def pages(self, url: str):
        while url:
            data = self.session.get(url).json()  # flaw SSRF high: first the caller's address, then the remote answer's
            yield from data["items"]
            url = data.get("next")

    def all_pages(self, url: str) -> str:
        return str(list(self.pages(url)))


git = GitTools()
mcp = FastMCP("git")
for tool in (git.set_other, git.other_version, git.version, git.avatar, git.projects, git.project, git.any_path):
    mcp.tool(tool)
for tool in (git.raw, git.state, git.hook, git.hooks, git.mirrors, git.listed, git.ensured, git.not_ensured):
    mcp.tool(tool)
mcp.tool(git.swallowed)
mcp.tool(git.readme)
mcp.tool(git.all_pages, name="pages")
mcp.run()
