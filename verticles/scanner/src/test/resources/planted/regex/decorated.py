"""Text search with FastMCP decorators."""
import fnmatch
import os
import re
import re as regexp
from re import compile as make, escape as quote
from typing import Annotated, Literal

import pandas as pd
import re2
from mcp.server.fastmcp import FastMCP
from pydantic import Field

mcp = FastMCP("text-search")
LINES = open("/srv/notes/all.txt", encoding="utf-8").read().splitlines()
FRAME = pd.DataFrame({"line": LINES})
KNOWN = {"date": r"\d{4}-\d\d-\d\d", "time": r"\d\d:\d\d"}


def pick(pattern: str) -> list[str]:
    rule = re.compile(pattern)  # flaw REGEX_INJECTION medium: helper gets the caller's pattern
    return [line for line in LINES if rule.search(line)]


def pick_known(pattern: str) -> list[str]:
    rule = re.compile(pattern)  # fine REGEX_INJECTION: helper only gets constants
    return [line for line in LINES if rule.search(line)]


@mcp.tool()
def search(pattern: str) -> list[str]:
    return pick(pattern)


@mcp.tool()
def todo() -> list[str]:
    return pick_known(r"TODO|FIXME")


@mcp.tool()
def search_flags(pattern: str) -> list[str]:
    return [line for line in LINES if re.search(pattern, line, re.IGNORECASE)]  # flaw REGEX_INJECTION medium: re.search


@mcp.tool()
def search_text(text: str) -> list[str]:
    return [line for line in LINES if text in line]  # fine REGEX_INJECTION: plain text search


@mcp.tool()
def search_escaped(text: str) -> list[str]:
    return [line for line in LINES if re.search(re.escape(text), line)]  # fine REGEX_INJECTION: re.escape


@mcp.tool()
def search_word(text: str) -> list[str]:
    rule = make(rf"\b{quote(text)}\b")  # fine REGEX_INJECTION: renamed re.escape inside an f-string
    return [line for line in LINES if rule.search(line)]


@mcp.tool()
def search_word_raw(text: str) -> list[str]:
    rule = make(rf"\b{text}\b")  # flaw REGEX_INJECTION medium: value inside an f-string
    return [line for line in LINES if rule.search(line)]


@mcp.tool()
def search_re2(pattern: str) -> list[str]:
    return [line for line in LINES if re2.search(pattern, line)]  # fine REGEX_INJECTION: re2 runs in linear time


@mcp.tool()
def replace(pattern: str, by: str) -> list[str]:
    return [regexp.sub(pattern, by, line) for line in LINES]  # flaw REGEX_INJECTION medium: re.sub by another name


@mcp.tool()
def replace_digits(by: str) -> list[str]:
    return [re.sub(r"\d+", lambda _: by, line) for line in LINES]  # fine REGEX_INJECTION: constant pattern


@mcp.tool()
def replace_text(old: str, new: str) -> list[str]:
    return [line.replace(old, new) for line in LINES]  # fine REGEX_INJECTION: str.replace is literal


@mcp.tool()
def split(pattern: str) -> int:
    return sum(len(re.split(pattern, line)) for line in LINES)  # flaw REGEX_INJECTION medium: re.split


@mcp.tool()
def split_text(separator: str) -> int:
    return sum(len(line.split(separator)) for line in LINES)  # fine REGEX_INJECTION: str.split is literal


@mcp.tool()
def whole(pattern: str) -> list[str]:
    try:
        return [line for line in LINES if re.fullmatch(pattern, line)]  # flaw REGEX_INJECTION medium: catching errors does not bound the time
    except re.error as err:
        return [str(err)]


@mcp.tool()
def known(kind: str) -> list[str]:
    return [line for line in LINES if re.search(KNOWN[kind], line)]  # fine REGEX_INJECTION: table of constants


@mcp.tool()
def level(kind: Literal["ERROR", "WARN"]) -> list[str]:
    return [line for line in LINES if re.match(f"{kind}:", line)]  # fine REGEX_INJECTION: Literal annotation


@mcp.tool()
def name(word: Annotated[str, Field(pattern=r"^[A-Za-z]+$")]) -> list[str]:
    return [line for line in LINES if re.match(rf"{word}\s", line)]  # fine REGEX_INJECTION: letters by the schema


@mcp.tool()
def files(glob: str) -> list[str]:
    return fnmatch.filter(os.listdir("/srv/notes"), glob)  # fine REGEX_INJECTION: file name pattern, no regular expression of the caller


@mcp.tool()
def frame(pattern: str) -> int:
    return int(FRAME["line"].str.contains(pattern).sum())  # flaw REGEX_INJECTION medium: contains takes a regular expression by default


@mcp.tool()
def frame_text(text: str) -> int:
    return int(FRAME["line"].str.contains(text, regex=False).sum())  # fine REGEX_INJECTION: regex=False


@mcp.tool()
def repeated(count: int) -> list[str]:
    return [line for line in LINES if re.search(r"x{%d}" % count, line)]  # fine REGEX_INJECTION: number


if __name__ == "__main__":
    mcp.run()
