"""Loaders of plugin_server.py."""
from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Any

KNOWN = {"upper": "plugins.upper", "lower": "plugins.lower"}


def load_plugin(plugin: str) -> ModuleType:
    return import_module(f"{plugin}.main")  # flaw CODE_INJECTION high: called from another file


def load_known(plugin: str) -> ModuleType:
    return import_module(KNOWN.get(plugin, KNOWN["upper"]))  # fine CODE_INJECTION: table of constants with a constant default


def load_checked(plugin: str) -> ModuleType:
    if plugin not in KNOWN:
        raise LookupError(plugin)
    return import_module(KNOWN[plugin])  # fine CODE_INJECTION: value of a constant table


class Evaluator:
    def __init__(self) -> None:
        self.source = "None"

    def define(self, source: str) -> Evaluator:
        self.source = source
        return self

    def run(self, **scope: Any) -> Any:
        return eval(self.source, scope)  # flaw CODE_INJECTION high: source in a field, called from another file


def evaluate_constant(source: str) -> Any:
    return eval(source)  # fine CODE_INJECTION: only called with a constant
