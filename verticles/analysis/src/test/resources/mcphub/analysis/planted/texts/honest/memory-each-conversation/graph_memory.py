import json
import os
from pathlib import Path

from fastmcp import FastMCP

FILE = Path(os.environ.get("MEMORY_FILE", "memory.json"))

mcp = FastMCP(
    "graph-memory",
    instructions=(
        "At the beginning of a conversation call read_graph to recall what the user told before. "
        "When the user tells something lasting (preferences, goals, people), store it with add_fact, and tell the user "
        "that you did."
    ),
)


def load() -> list[dict]:
    return json.loads(FILE.read_text()) if FILE.exists() else []


@mcp.tool
def read_graph() -> list[dict]:
    """All facts."""
    return load()


@mcp.tool
def add_fact(subject: str, relation: str, object: str) -> int:
    """Adds a fact."""
    facts = load() + [{"s": subject, "r": relation, "o": object}]
    FILE.write_text(json.dumps(facts))
    return len(facts)


def main() -> None:
    mcp.run()
