"""Calculator and data tools: official SDK, decorators."""
import ast
import builtins
import importlib
import json
import math
import operator
import os
import re
import sys
from enum import Enum
from string import Template
from typing import Any, Literal

import httpx
import sympy
from mcp.server.fastmcp import Context, FastMCP
from pydantic import BaseModel

mcp = FastMCP("calc")
OPS = {"add": operator.add, "mul": operator.mul}
MODULES = {"yaml": "loaders.yaml_loader", "toml": "loaders.toml_loader"}
DIGITS = re.compile(r"[0-9+\-*/(). ]+")


class Kind(str, Enum):
    CSV = "csv"


class Rule(BaseModel):
    expression: str
    weight: float = 1.0


@mcp.tool()
def calculate(expression: str) -> str:
    return str(eval(expression))  # flaw CODE_INJECTION high: eval


@mcp.tool()
def calculate_bare(expression: str) -> str:
    return str(eval(expression, {"__builtins__": {}}, vars(math)))  # flaw CODE_INJECTION high: empty builtins are no sandbox


@mcp.tool()
def calculate_digits(expression: str) -> str:
    if not DIGITS.fullmatch(expression):
        raise ValueError("digits and operators only")
    return str(eval(expression))  # fine CODE_INJECTION: fullmatch of digits and operators


@mcp.tool()
def calculate_begin(expression: str) -> str:
    if not DIGITS.match(expression):
        raise ValueError("digits and operators only")
    return str(eval(expression))  # flaw CODE_INJECTION high: match without an end


@mcp.tool()
def calculate_words(expression: str) -> str:
    if "import" in expression or "__" in expression:
        raise ValueError("not allowed")
    return str(eval(expression))  # flaw CODE_INJECTION high: a list of forbidden words is no containment


@mcp.tool()
def literal(text: str) -> str:
    tree = ast.dump(ast.parse(text))  # fine CODE_INJECTION: parsed, never run
    return tree + str(ast.literal_eval(text))  # fine CODE_INJECTION: literals only


@mcp.tool()
def combine(op: str, a: float, b: float) -> float:
    return OPS[op](a, b)  # fine CODE_INJECTION: table of functions


@mcp.tool()
def parse(body: str) -> int:
    return len(json.loads(body))  # fine CODE_INJECTION: json.loads


@mcp.tool()
def doubled(n: int, name: str, fast: bool = True) -> str:
    base = eval("6 * 7" if fast else "6 * 7 * 1")  # fine CODE_INJECTION: one of two constants
    twice = eval(f"2 * {n}")  # fine CODE_INJECTION: int by annotation
    return f"{base} {twice} {eval(repr(name))}"  # fine CODE_INJECTION: repr of a text is a literal


@mcp.tool()
async def run_code(code: str, ctx: Context) -> str:
    scope: dict[str, Any] = {"ctx": ctx}
    exec(code, scope)  # flaw CODE_INJECTION high: exec
    return str(scope.get("result"))


@mcp.tool()
async def run_wrapped(body: str) -> str:
    lines = ["def tool():"] + ["    " + line for line in body.splitlines()]
    builtins.exec("\n".join(lines), scope := {})  # flaw CODE_INJECTION high: builtins.exec of joined lines
    return str(scope["tool"]())


@mcp.tool()
def run_compiled(code: str) -> str:
    exec(compile(code, "<tool>", "exec"))  # flaw CODE_INJECTION high: compiled and run
    return "done"


@mcp.tool()
def apply_rule(rule: Rule, value: float) -> str:
    fn = eval("lambda x: " + rule.expression)  # flaw CODE_INJECTION high: field of a model within a lambda
    return str(fn(value)) + str(eval("1 + %f" % rule.weight))  # fine CODE_INJECTION: float field of a model


@mcp.tool()
def solve(equation: str) -> str:
    return str(sympy.sympify(equation))  # flaw CODE_INJECTION high: sympify evaluates its text


@mcp.tool()
def load(name: str) -> list[str]:
    return dir(importlib.import_module(name))  # flaw CODE_INJECTION high: import of any module


@mcp.tool()
def load_known(name: str, kind: Literal["reader", "writer"]) -> str:
    module = importlib.import_module(MODULES[name])  # fine CODE_INJECTION: table of constants
    return f"{module} {importlib.import_module('loaders.' + kind)}"  # fine CODE_INJECTION: Literal of constants


@mcp.tool()
def load_kind(kind: Kind) -> str:
    return str(__import__("loaders." + kind.value))  # fine CODE_INJECTION: value of an Enum parameter


@mcp.prompt()
def greet(template: str, user: str) -> str:
    return Template(template).safe_substitute(user=user)  # fine CODE_INJECTION: string.Template runs no code


@mcp.tool()
def current_rule(value: int) -> str:
    source = httpx.get("https://rules.example.com/current.py").text
    return str(eval(source, {"value": value}))  # flaw CODE_INJECTION high: code from a remote answer


if __name__ == "__main__":
    exec(os.environ.get("SETUP_CODE", "pass"))  # flaw CODE_INJECTION low: operator's environment
    importlib.import_module(sys.argv[1] if len(sys.argv) > 1 else "loaders")  # flaw CODE_INJECTION low: operator's command line
    mcp.run()
