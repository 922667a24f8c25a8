import functools
import re
from dataclasses import dataclass

import mcp.types as types
from mcp.server.lowlevel import Server

server = Server("rules")
TEXT = "one two three"


@dataclass
class Rule:
    pattern: str
    flags: int = 0

    def apply(self, text: str) -> list[str]:
        return re.findall(self.pattern, text, self.flags)  # flaw REGEX_INJECTION medium: pattern in a field


@functools.lru_cache
def compiled(pattern: str) -> re.Pattern:
    return re.compile(pattern, re.M)  # flaw REGEX_INJECTION medium: cached helper gets the caller's pattern


class Own:
    def compile(self, source: str) -> str:
        return source.upper()


def clean(text: str) -> str:
    return re.sub(r"[^\w\s]", "", text)  # fine REGEX_INJECTION: constant pattern on the caller's text


def rule(arguments: dict) -> object:
    return Rule(arguments["pattern"]).apply(TEXT)


def lines(arguments: dict) -> object:
    return compiled(arguments["pattern"]).findall(TEXT)


def words(arguments: dict) -> object:
    any_of = "|".join(arguments["words"])
    return re.findall(any_of, TEXT)  # flaw REGEX_INJECTION medium: joined list of the caller


def words_escaped(arguments: dict) -> object:
    any_of = "|".join(re.escape(word) for word in arguments["words"])
    return re.findall(any_of, TEXT)  # fine REGEX_INJECTION: each word escaped


def words_mapped(arguments: dict) -> object:
    any_of = "|".join(map(re.escape, arguments["words"]))
    return re.findall(any_of, TEXT)  # fine REGEX_INJECTION: re.escape mapped over the words


def cleaned(arguments: dict) -> object:
    return re.findall(clean(arguments["text"]), TEXT)  # fine REGEX_INJECTION: only word characters and spaces are left


def dotted(arguments: dict) -> object:
    pattern = arguments["host"].replace(".", r"\.")
    return re.findall(pattern, TEXT)  # flaw REGEX_INJECTION medium: only dots are escaped


def starred(arguments: dict) -> object:
    pattern = arguments["glob"].replace("*", ".*")
    return bool(re.match(pattern, TEXT))  # flaw REGEX_INJECTION medium: a glob made a pattern by hand


def own(arguments: dict) -> object:
    return Own().compile(arguments["pattern"])  # fine REGEX_INJECTION: compile of an own class


def code(arguments: dict) -> object:
    if not arguments["word"].isalnum():
        raise ValueError("letters and digits only")
    return re.findall(rf"\b{arguments['word']}\b", TEXT)  # fine REGEX_INJECTION: isalnum before


def code_any(arguments: dict) -> object:
    if arguments["word"].isalnum():
        pass
    return re.findall(rf"\b{arguments['word']}\b", TEXT)  # flaw REGEX_INJECTION medium: the check stops nothing


def validate(arguments: dict) -> object:
    return re.fullmatch(r"[a-z]+", arguments["word"]) is not None  # fine REGEX_INJECTION: constant pattern


TOOLS = {f.__name__: f for f in (
    rule, lines, words, words_escaped, words_mapped, cleaned, dotted, starred, own, code, code_any, validate)}


@server.call_tool()
async def call_tool(name: str, arguments: dict | None) -> list[types.TextContent]:
    out = TOOLS[name](arguments or {})
    return [types.TextContent(type="text", text=str(out))]
