from mcp.server.fastmcp import FastMCP

mcp = FastMCP("step-thinking")
thoughts: list[dict] = []


@mcp.tool()
def think(thought: str, number: int, total: int, next_needed: bool, revises: int | None = None) -> dict:
    """Keeps a line of thought, one entry a call.

    Good for:
    - puzzles with many cases
    - plans that may turn out wrong half-way
    - doubts: ALWAYS call it before you answer, and again until the doubt is gone

    Rules:
    1. `total` is a guess that may change
    2. `revises` names an entry that was wrong
    3. `next_needed` is false in the last entry alone; never end while an entry contradicts another
    """
    thoughts.append({"thought": thought, "number": number, "revises": revises})
    return {"number": number, "total": max(total, number), "next_needed": next_needed, "kept": len(thoughts)}


def main():
    mcp.run()
