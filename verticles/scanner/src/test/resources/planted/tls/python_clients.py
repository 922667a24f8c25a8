"""Clients of other servers."""
import argparse
import os
import ssl

import aiohttp
import httpx
import jwt
import pymysql
import requests
import urllib3
from elasticsearch import Elasticsearch
from mcp.server.fastmcp import FastMCP
from passlib.hash import bcrypt

mcp = FastMCP("clients")
session = requests.Session()
session.verify = False  # flaw TLS_VERIFICATION high: for each request of the session

VERIFY = os.getenv("VERIFY_SSL", "true").lower() != "false"
CA = os.environ.get("CA_BUNDLE")


@mcp.tool()
def get(path: str) -> str:
    return requests.get("https://api.example.com/" + path, verify=False, timeout=5).text  # flaw TLS_VERIFICATION high: the plainest one


@mcp.tool()
def by_setting(path: str) -> str:
    return requests.get("https://api.example.com/" + path, verify=VERIFY).text  # flaw TLS_VERIFICATION low: the operator's variable


@mcp.tool()
def by_bundle(path: str) -> str:
    return requests.get("https://api.example.com/" + path, verify=CA or True).text  # fine TLS_VERIFICATION: a bundle of authorities


@mcp.tool()
async def with_httpx(path: str) -> str:
    async with httpx.AsyncClient(verify=False) as client:  # flaw TLS_VERIFICATION high: httpx
        return (await client.get("https://api.example.com/" + path)).text


@mcp.tool()
async def with_aiohttp(path: str) -> str:
    connector = aiohttp.TCPConnector(ssl=False)  # flaw TLS_VERIFICATION high: aiohttp's name for it
    async with aiohttp.ClientSession(connector=connector) as client:
        async with client.get("https://api.example.com/" + path) as answer:
            return await answer.text()


@mcp.tool()
async def once(path: str) -> str:
    async with aiohttp.ClientSession() as client:
        async with client.get("https://api.example.com/" + path, ssl=False) as answer:  # flaw TLS_VERIFICATION high: of one request
            return await answer.text()


def context() -> ssl.SSLContext:
    made = ssl.create_default_context()
    made.check_hostname = False  # flaw TLS_VERIFICATION high: any name will do
    made.verify_mode = ssl.CERT_NONE  # flaw TLS_VERIFICATION high: any certificate will do
    return made


def optional_context(insecure: bool) -> ssl.SSLContext:
    made = ssl.create_default_context()
    if insecure:
        made.check_hostname = False  # flaw TLS_VERIFICATION low: an option
        made.verify_mode = ssl.CERT_NONE  # flaw TLS_VERIFICATION low: an option
    return made


def strict_context() -> ssl.SSLContext:
    made = ssl.create_default_context()
    made.check_hostname = True  # fine TLS_VERIFICATION: asked for
    made.verify_mode = ssl.CERT_REQUIRED  # fine TLS_VERIFICATION: asked for
    return made


def is_open(made: ssl.SSLContext) -> bool:
    return made.verify_mode == ssl.CERT_NONE  # fine TLS_VERIFICATION: only asked


def everywhere() -> None:
    ssl._create_default_https_context = ssl._create_unverified_context  # flaw TLS_VERIFICATION high: urllib anywhere


def unverified(url: str) -> bytes:
    import urllib.request

    return urllib.request.urlopen(url, context=ssl._create_unverified_context()).read()  # flaw TLS_VERIFICATION high: a context that checks nothing


def elastic() -> Elasticsearch:
    return Elasticsearch("https://search.example.com", verify_certs=False)  # flaw TLS_VERIFICATION high: elastic's name for it


def pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(cert_reqs="CERT_NONE")  # flaw TLS_VERIFICATION high: urllib3's name for it


def checked_pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(cert_reqs="CERT_REQUIRED")  # fine TLS_VERIFICATION: checked


def database() -> pymysql.Connection:
    return pymysql.connect(host=os.environ["DB"], ssl={"check_hostname": False})  # flaw TLS_VERIFICATION high: any name will do


def claims(token: str) -> dict:
    return jwt.decode(token, verify=False, options={"verify_signature": False})  # fine TLS_VERIFICATION: about signatures, not TLS


def password(given: str, stored: str) -> bool:
    return bcrypt.verify(given, stored)  # fine TLS_VERIFICATION: a password


class Api:
    def __init__(self, url: str, verify: bool = True) -> None:
        self.url = url
        self.verify = verify

    def ask(self, path: str) -> str:
        return requests.post(self.url + path, verify=self.verify).text  # fine TLS_VERIFICATION: checked where nobody says otherwise


def helper(url: str, check: bool) -> str:
    return requests.get(url, verify=check).text  # flaw TLS_VERIFICATION high: each caller says False


def ask() -> str:
    return helper("https://api.example.com/a", False) + helper("https://api.example.com/b", check=False)


def loopback() -> str:
    return requests.get("https://127.0.0.1:27124/vault", verify=False).text  # flaw TLS_VERIFICATION low: on this machine


def options() -> dict:
    kept = {"timeout": 5, "verify": False}
    return requests.get("https://api.example.com/", **kept).json()  # flaw TLS_VERIFICATION high: out of a map of options


def verify(text: str, verify: bool = False) -> bool:  # fine TLS_VERIFICATION: a function of that name
    return verify and bool(text)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--insecure", action="store_true")
    args = parser.parse_args()
    if args.insecure:
        session.verify = False  # flaw TLS_VERIFICATION low: a switch of the command line
    verify("x", verify=False)  # fine TLS_VERIFICATION: not about connections
    mcp.run()
