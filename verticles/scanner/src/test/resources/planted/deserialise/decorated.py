"""State and model tools."""
import base64
import hashlib
import hmac
import io
import json
import marshal
import os
import pickle
import shelve
import tomllib

import cloudpickle
import dill
import jsonpickle
import requests
import yaml
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("state")
KEY = os.environ["STATE_KEY"].encode()


class PlainUnpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if (module, name) not in {("builtins", "set"), ("datetime", "date")}:
            raise pickle.UnpicklingError("not allowed")
        return super().find_class(module, name)


@mcp.tool()
def restore(state: str) -> str:
    return repr(pickle.loads(base64.b64decode(state)))  # flaw UNSAFE_DESERIALIZATION high: pickle of the caller


@mcp.tool()
def restore_json(state: str) -> str:
    return repr(json.loads(base64.b64decode(state)))  # fine UNSAFE_DESERIALIZATION: JSON


@mcp.tool()
def restore_stream(state: str) -> str:
    raw = bytes.fromhex(state)
    reader = io.BytesIO(raw)
    return repr(pickle.load(reader))  # flaw UNSAFE_DESERIALIZATION high: pickle.load of a stream of the caller's bytes


@mcp.tool()
def restore_class(state: str) -> str:
    reader = pickle.Unpickler(io.BytesIO(base64.b64decode(state)))
    return repr(reader.load())  # flaw UNSAFE_DESERIALIZATION high: Unpickler as it comes


@mcp.tool()
def restore_plain(state: str) -> str:
    reader = PlainUnpickler(io.BytesIO(base64.b64decode(state)))
    return repr(reader.load())  # fine UNSAFE_DESERIALIZATION: find_class with an allow-list


@mcp.tool()
def restore_signed(state: str, mac: str) -> str:
    raw = base64.b64decode(state)
    wanted = hmac.new(KEY, raw, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(wanted, mac):
        raise ValueError("bad signature")
    return repr(pickle.loads(raw))  # fine UNSAFE_DESERIALIZATION: signature of the bytes checked before


@mcp.tool()
def restore_hashed(state: str, digest: str) -> str:
    raw = base64.b64decode(state)
    if hashlib.sha256(raw).hexdigest() != digest:
        raise ValueError("damaged")
    return repr(pickle.loads(raw))  # flaw UNSAFE_DESERIALIZATION high: the caller also gives the digest


@mcp.tool()
def copy_rows(rows: list[dict]) -> str:
    return repr(pickle.loads(pickle.dumps(rows)))  # fine UNSAFE_DESERIALIZATION: own dump of plain data


@mcp.tool()
def function(code: str) -> str:
    return repr(dill.loads(base64.b64decode(code)))  # flaw UNSAFE_DESERIALIZATION high: dill


@mcp.tool()
def task(code: str) -> str:
    return repr(cloudpickle.loads(base64.b64decode(code)))  # flaw UNSAFE_DESERIALIZATION high: cloudpickle


@mcp.tool()
def bytecode(code: str) -> str:
    return repr(marshal.loads(bytes.fromhex(code)))  # flaw UNSAFE_DESERIALIZATION medium: marshal is not for untrusted bytes


@mcp.tool()
def thing(text: str) -> str:
    return repr(jsonpickle.decode(text))  # flaw UNSAFE_DESERIALIZATION high: jsonpickle makes objects of any class


@mcp.tool()
def thing_out(text: str) -> str:
    return jsonpickle.encode({"text": text})  # fine UNSAFE_DESERIALIZATION: only writes


@mcp.tool()
def config(text: str) -> str:
    return repr(yaml.load(text, Loader=yaml.UnsafeLoader))  # flaw UNSAFE_DESERIALIZATION high: UnsafeLoader


@mcp.tool()
def config_old(text: str) -> str:
    return repr(yaml.load(text, yaml.Loader))  # flaw UNSAFE_DESERIALIZATION high: yaml.Loader makes any object


@mcp.tool()
def config_safe(text: str) -> str:
    return repr(yaml.load(text, Loader=yaml.SafeLoader))  # fine UNSAFE_DESERIALIZATION: SafeLoader


@mcp.tool()
def config_safe_load(text: str) -> str:
    return repr(yaml.safe_load(text))  # fine UNSAFE_DESERIALIZATION: safe_load


@mcp.tool()
def config_toml(text: str) -> str:
    return repr(tomllib.loads(text))  # fine UNSAFE_DESERIALIZATION: TOML


@mcp.tool()
def session(name: str) -> str:
    with shelve.open(os.path.join("/srv/sessions", name)) as db:  # flaw UNSAFE_DESERIALIZATION medium: shelf of the caller's choice, an absolute name replaces the folder
        return repr(dict(db))


@mcp.tool()
def session_main(key: str) -> str:
    with shelve.open("/srv/sessions/main") as db:  # fine UNSAFE_DESERIALIZATION: own shelf
        return repr(db.get(key))


@mcp.tool()
def remote_rules() -> str:
    answer = requests.get("https://rules.example.com/current.pkl", timeout=10)
    return repr(pickle.loads(answer.content))  # flaw UNSAFE_DESERIALIZATION high: pickle of a remote answer


mcp.run()
