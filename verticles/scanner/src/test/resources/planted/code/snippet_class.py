"""Snippets: stand-alone package, a class with stored code, decorators, partial."""
import ast
import functools
import math
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, Callable, Iterator

from fastmcp import FastMCP

mcp = FastMCP("snippets")
SAFE_NAMES = {"sqrt", "floor", "ceil"}
run_global = functools.partial(eval)


def captured(fn: Callable[..., Any]) -> Callable[..., str]:
    @functools.wraps(fn)
    def inner(*args: Any, **kwargs: Any) -> str:
        out = StringIO()
        with redirect_stdout(out):
            fn(*args, **kwargs)
        return out.getvalue()
    return inner


class Snippets:
    def __init__(self) -> None:
        self.stored: dict[str, str] = {}
        self.setup = "x = 1"
        self.namespace: dict[str, Any] = {}

    def store(self, name: str, code: str) -> str:
        self.stored[name] = code
        return "stored"

    def run_stored(self, name: str) -> str:
        exec(self.stored[name], self.namespace)  # flaw CODE_INJECTION high: stored by another tool
        return str(self.namespace.get("result"))

    def reset(self) -> str:
        exec(self.setup, self.namespace)  # fine CODE_INJECTION: field that is a constant
        return "reset"

    @captured
    def run_printed(self, code: str) -> None:
        exec(code, self.namespace)  # flaw CODE_INJECTION high: behind a decorator

    def run_async(self, body: str) -> str:
        source = f"async def main():\n  {body}"
        exec(compile(ast.parse(source), "<snippet>", "exec"), self.namespace)  # flaw CODE_INJECTION high: parsed, compiled and run
        return "defined"

    def lines(self, statements: list[str]) -> Iterator[Any]:
        for statement in statements:
            yield eval(statement, self.namespace)  # flaw CODE_INJECTION high: generator over the caller's list

    def run_lines(self, statements: list[str]) -> str:
        return str(list(self.lines(statements)))

    def names(self, source: str) -> list[str]:
        tree = compile(source, "<names>", "exec", ast.PyCF_ONLY_AST)  # fine CODE_INJECTION: only the tree, nothing is run
        return [n.id for n in ast.walk(tree) if isinstance(n, ast.Name)]

    def math(self, function: str, value: float) -> float:
        if function not in SAFE_NAMES:
            raise ValueError("unknown function")
        return getattr(math, function)(value)  # fine CODE_INJECTION: allow-list of names

    def call(self, method: str, value: str) -> str:
        return str(getattr(__import__("shutil"), method)(value))  # flaw CODE_INJECTION high: any function of a module

    def partial(self, expression: str) -> str:
        return str(run_global(expression))  # flaw CODE_INJECTION high: partial of eval

    def late(self, expression: str) -> str:
        result = eval(expression)  # flaw CODE_INJECTION high: the check comes after
        ast.literal_eval(expression)  # fine CODE_INJECTION: literals only
        return str(result)

    def swallowed(self, expression: str) -> str:
        try:
            value = ast.literal_eval(expression)  # fine CODE_INJECTION: literals only
        except (ValueError, SyntaxError):
            value = eval(expression)  # flaw CODE_INJECTION high: the fallback evaluates what was refused
        return str(value)

    def refused(self, expression: str) -> str:
        try:
            return str(ast.literal_eval(expression))  # fine CODE_INJECTION: literals only
        except (ValueError, SyntaxError) as error:
            return f"not a literal: {error}"


snippets = Snippets()
for method in (snippets.store, snippets.run_stored, snippets.reset, snippets.run_printed, snippets.run_async):
    mcp.tool(method)
for method in (snippets.run_lines, snippets.names, snippets.math, snippets.call, snippets.partial):
    mcp.tool(method)
mcp.tool(snippets.late, name="late")
mcp.tool(snippets.swallowed)
mcp.tool()(snippets.refused)


@mcp.resource("calc://{expression}")
def calc(expression: str) -> str:
    return str(eval(expression))  # flaw CODE_INJECTION high: parameter of a resource template
