"""Tokens and what is none."""
import hashlib
import random
import secrets
import string
import time
import uuid
from random import choice, randint

from fastapi import FastAPI, Response
from mcp.server.fastmcp import FastMCP

app = FastAPI()
mcp = FastMCP("tokens")
SESSIONS: dict[str, str] = {}
_system = random.SystemRandom()


def make_token(length: int = 32) -> str:
    return "".join(random.choice(string.ascii_letters) for _ in range(length))  # flaw WEAK_RANDOM medium: letters, one by one


def make_name(length: int = 8) -> str:
    return "".join(random.choice(string.ascii_letters) for _ in range(length))  # fine WEAK_RANDOM: a name


@app.post("/login")
def login(response: Response) -> dict:
    session_id = "".join(random.choices(string.hexdigits, k=32))  # flaw WEAK_RANDOM medium: a session
    SESSIONS[session_id] = "user"
    response.set_cookie("session", session_id)
    return {"ok": True}


@app.post("/login2")
def login2(response: Response) -> dict:
    session_id = secrets.token_urlsafe(32)  # fine WEAK_RANDOM: the system's
    response.set_cookie("session", session_id)
    return {"ok": True}


@app.get("/authorize")
def authorize() -> dict:
    state = str(random.randint(0, 10**9))  # flaw WEAK_RANDOM medium: the state of OAuth
    nonce = uuid.uuid4().hex  # fine WEAK_RANDOM: the system's
    return {"state": state, "nonce": nonce}


@mcp.tool()
def create_account(name: str) -> dict:
    password = "%08x" % random.getrandbits(32)  # flaw WEAK_RANDOM medium: a password
    colour = random.choice(["red", "green"])  # fine WEAK_RANDOM: a colour
    return {"name": name, "password": password, "colour": colour}


@mcp.tool()
def one_time() -> str:
    otp = randint(100000, 999999)  # flaw WEAK_RANDOM medium: by the name that was imported
    return str(otp)


@mcp.tool()
def api_key() -> dict:
    return {"api_key": hashlib.md5(str(random.random()).encode()).hexdigest()}  # flaw WEAK_RANDOM medium: a digest hides nothing


@mcp.tool()
def strong() -> dict:
    alphabet = string.ascii_letters
    return {"api_key": "".join(secrets.choice(alphabet) for _ in range(32))}  # fine WEAK_RANDOM: drawn by the system


@mcp.tool()
def system() -> str:
    token = "".join(_system.choice(string.digits) for _ in range(16))  # fine WEAK_RANDOM: SystemRandom is the system's
    return token


def wait(attempt: int) -> None:
    time.sleep(2**attempt + random.uniform(0, 1))  # fine WEAK_RANDOM: waiting


def pick(tokens: list[str]) -> str:
    token = random.choice(tokens)  # fine WEAK_RANDOM: one of those that there are
    return token


def shuffle(rows: list) -> list:
    random.shuffle(rows)  # fine WEAK_RANDOM: an order
    sample = random.sample(rows, 3)  # fine WEAK_RANDOM: some rows
    return sample


class Session:
    def __init__(self) -> None:
        self.secret_key = "".join(choice(string.printable) for _ in range(50))  # flaw WEAK_RANDOM medium: signs the cookies
        self.seed = random.randint(0, 2**32)  # fine WEAK_RANDOM: what a simulation begins with
        self.temperature = random.random()  # fine WEAK_RANDOM: a number of a model


def temporary() -> str:
    return f"/tmp/{random.randint(0, 10**6)}.png"  # fine WEAK_RANDOM: a name of a file


def bytes_key() -> bytes:
    encryption_key = bytes(random.randrange(256) for _ in range(32))  # flaw WEAK_RANDOM medium: a key
    return encryption_key


def salted(password: str) -> str:
    salt = random.randbytes(8).hex()  # flaw WEAK_RANDOM medium: of a password's digest
    return hashlib.sha256((salt + password).encode()).hexdigest()
