"""Clients of gateway_server.py."""
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import httpx

ALLOWED = frozenset({"live.example.com", "test.example.com"})


@asynccontextmanager
async def session():
    client = httpx.AsyncClient(timeout=10)
    try:
        yield client
    finally:
        await client.aclose()


async def get_json(url: str, **params: str) -> Any:
    async with session() as client:
        return (await client.get(url, params=params)).json()  # fine SSRF: helper that only gets a constant address


async def get_any(url: str) -> str:
    async with session() as client:
        return (await client.get(url)).text  # flaw SSRF high: helper that gets the caller's address


async def post_to(*, url: str, body: dict[str, str]) -> int:
    async with session() as client:
        return (await client.post(url, json=body)).status_code  # flaw SSRF high: keyword argument of another file


def safe_url(url: str) -> str:
    if urlsplit(url).hostname not in ALLOWED:
        raise ValueError("host is not allowed")
    return url


class ApiClient:
    def __init__(self, base: str) -> None:
        self.base = base

    async def get(self, path: str) -> str:
        async with session() as client:
            return (await client.get(self.base + path)).text  # fine SSRF: only made with a constant base and called with a constant


class StationClient:
    def __init__(self, base: str) -> None:
        self.client = httpx.AsyncClient(base_url=base)

    async def now(self) -> str:
        return (await self.client.get("/now")).text  # flaw SSRF high: base given by the caller
