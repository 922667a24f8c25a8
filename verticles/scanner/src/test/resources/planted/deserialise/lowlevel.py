import ast
from pathlib import Path

import joblib
import mcp.types as types
import numpy as np
import pandas as pd
import torch
import yaml as y
from mcp.server.lowlevel import Server
from pickle import loads as unpack
from ruamel.yaml import YAML
from yaml import CSafeLoader, FullLoader, unsafe_load

server = Server("models")
ROOT = Path("/srv/models")
KNOWN = {"small": "/srv/models/small.pt", "large": "/srv/models/large.pt"}


class Cache:
    """Own class whose method has the same name."""

    def __init__(self):
        self.rows = {}

    def loads(self, text):
        return self.rows.get(text)


class Store:
    def __init__(self, arguments: dict):
        self.raw = bytes.fromhex(arguments.get("raw", ""))
        self.text = arguments.get("text", "")

    def objects(self):
        return unpack(self.raw)  # flaw UNSAFE_DESERIALIZATION high: renamed import, bytes in a field

    def constant(self):
        return unpack(b"\x80\x04K\x01.")  # fine UNSAFE_DESERIALIZATION: constant bytes

    def documents(self):
        return list(y.load_all(self.text, Loader=y.UnsafeLoader))  # flaw UNSAFE_DESERIALIZATION high: load_all with UnsafeLoader

    def documents_safe(self):
        return list(y.safe_load_all(self.text))  # fine UNSAFE_DESERIALIZATION: safe_load_all


def load_yaml(text, loader=CSafeLoader):
    return y.load(text, Loader=loader)  # fine UNSAFE_DESERIALIZATION: only called with its default CSafeLoader


def load_any(text, loader):
    return y.load(text, loader)  # flaw UNSAFE_DESERIALIZATION high: called with UnsafeLoader


@server.call_tool()
async def call_tool(name: str, arguments: dict) -> list[types.TextContent]:
    store = Store(arguments)
    if name == "objects":
        out = store.objects()
    elif name == "constant":
        out = store.constant()
    elif name == "documents":
        out = store.documents()
    elif name == "documents_safe":
        out = store.documents_safe()
    elif name == "yaml":
        out = load_yaml(arguments["text"])
    elif name == "yaml_any":
        out = load_any(arguments["text"], y.UnsafeLoader)
    elif name == "yaml_unsafe":
        out = unsafe_load(arguments["text"])  # flaw UNSAFE_DESERIALIZATION high: unsafe_load
    elif name == "ruamel":
        out = YAML(typ="unsafe").load(arguments["text"])  # flaw UNSAFE_DESERIALIZATION high: ruamel's unsafe type
    elif name == "ruamel_safe":
        out = YAML(typ="safe").load(arguments["text"])  # fine UNSAFE_DESERIALIZATION: ruamel's safe type
    elif name == "literal":
        out = ast.literal_eval(arguments["text"])  # fine UNSAFE_DESERIALIZATION: literals only
    elif name == "cache":
        out = Cache().loads(arguments["text"])  # fine UNSAFE_DESERIALIZATION: loads of an own class
    elif name == "weights":
        out = torch.load(arguments["file"], weights_only=False)  # flaw UNSAFE_DESERIALIZATION medium: torch pickle of the caller's file
    elif name == "weights_only":
        out = torch.load(arguments["file"], weights_only=True)  # fine UNSAFE_DESERIALIZATION: weights_only
    elif name == "weights_plain":
        out = torch.load(arguments["file"])  # flaw UNSAFE_DESERIALIZATION medium: no weights_only, before 2.6 any pickle
    elif name == "weights_known":
        out = torch.load(KNOWN[arguments["size"]], weights_only=False)  # fine UNSAFE_DESERIALIZATION: one of two own files
    elif name == "pipeline":
        out = joblib.load(ROOT / arguments["file"])  # flaw UNSAFE_DESERIALIZATION medium: joblib of the caller's path
    elif name == "pipeline_main":
        out = joblib.load(ROOT / "main.joblib")  # fine UNSAFE_DESERIALIZATION: constant path
    elif name == "frame":
        out = pd.read_pickle(arguments["file"])  # flaw UNSAFE_DESERIALIZATION medium: pickle from the caller's path or address
    elif name == "frame_csv":
        out = pd.read_csv(arguments["file"])  # fine UNSAFE_DESERIALIZATION: CSV
    elif name == "array":
        out = np.load(arguments["file"], allow_pickle=True)  # flaw UNSAFE_DESERIALIZATION medium: numpy with pickles allowed
    elif name == "array_plain":
        out = np.load(arguments["file"])  # fine UNSAFE_DESERIALIZATION: pickles are refused by default
    elif name == "full":
        out = y.dump(arguments)  # fine UNSAFE_DESERIALIZATION: only writes
    else:
        raise ValueError(f"unknown tool {name} {FullLoader.__name__}")
    return [types.TextContent(type="text", text=str(out))]
