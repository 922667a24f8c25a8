"""A service that says what it does."""
import argparse
import json
import logging
import os
import sys
from dataclasses import dataclass

import structlog
from loguru import logger as loguru
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("service")
logger = logging.getLogger(__name__)
struct = structlog.get_logger()
API_KEY = os.environ["ACME_API_KEY"]
TOKEN = os.getenv("ACME_TOKEN", "")
USER = os.getenv("ACME_USER", "")

print(f"key: {API_KEY}")  # flaw SECRET_LOGGING medium: printed
print("key set:", bool(API_KEY))  # fine SECRET_LOGGING: whether
print("user:", USER)  # fine SECRET_LOGGING: a name
print(f"key: {API_KEY[:4]}...")  # fine SECRET_LOGGING: four letters
print(f"key: {'*' * len(API_KEY)}")  # fine SECRET_LOGGING: stars
logger.info("token %s", TOKEN)  # flaw SECRET_LOGGING medium: by a format
logger.info("token is set: %s", TOKEN != "")  # fine SECRET_LOGGING: compared
logger.debug("token {}".format(TOKEN))  # flaw SECRET_LOGGING medium: by another format
logger.warning("ACME_TOKEN is not set")  # fine SECRET_LOGGING: a name
logging.error("token " + TOKEN)  # flaw SECRET_LOGGING medium: put together
struct.info("start", api_key=API_KEY)  # flaw SECRET_LOGGING medium: a field by name
struct.info("start", user=USER)  # fine SECRET_LOGGING: a field by name
loguru.debug(f"using {TOKEN}")  # flaw SECRET_LOGGING medium: loguru
sys.stderr.write(f"using {TOKEN}\n")  # flaw SECRET_LOGGING medium: written without a logger


@dataclass
class Config:
    url: str
    username: str
    password: str


def load() -> Config:
    config = Config(os.environ["URL"], USER, os.environ["ACME_PASSWORD"])
    logger.info("password of %s: %s", config.username, config.password)  # flaw SECRET_LOGGING medium: a field
    logger.info("password of %s: %s", config.username, "***")  # fine SECRET_LOGGING: stars
    logger.info("password has %d letters", len(config.password))  # fine SECRET_LOGGING: how long
    return config


def masked(text: str) -> str:
    return text[:2] + "***" if text else "not set"


def show() -> None:
    logger.info("token %s", masked(TOKEN))  # fine SECRET_LOGGING: masked by a function
    settings = {"url": os.environ["URL"], "client_secret": os.environ.get("CLIENT_SECRET")}
    logger.info("settings %s", json.dumps(settings))  # flaw SECRET_LOGGING medium: within the settings
    logger.info("settings %s", list(settings.keys()))  # fine SECRET_LOGGING: names
    logger.info("settings at %s", settings["url"])  # fine SECRET_LOGGING: an address


@mcp.tool()
def login(user: str, password: str) -> str:
    logger.info(f"login {user} {password}")  # flaw SECRET_LOGGING medium: a password that the model was given
    logger.info(f"login {user}")  # fine SECRET_LOGGING: a name
    return "ok"


@mcp.tool()
def count(text: str) -> str:
    tokens = text.split()
    logger.info("tokens: %d, %s", len(tokens), tokens)  # fine SECRET_LOGGING: words
    for token in tokens:
        logger.debug("token %s", token)  # fine SECRET_LOGGING: a word of a text
    return str(len(tokens))


def refresh(session) -> None:
    answer = session.post("https://login.example.com/token").json()
    logger.info("new token %s", answer["access_token"])  # flaw SECRET_LOGGING medium: a token that was just issued
    logger.info("expires in %s", answer["expires_in"])  # fine SECRET_LOGGING: a time
    logger.info("max_tokens %s", answer["max_tokens"])  # fine SECRET_LOGGING: how many


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--password")
    parser.add_argument("--port")
    args = parser.parse_args()
    logger.info("port %s", args.port)  # fine SECRET_LOGGING: a port
    logger.info("password %s", args.password)  # flaw SECRET_LOGGING medium: of the command line
    mcp.run()
