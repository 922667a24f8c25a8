import asyncio
from enum import Enum

from mcp.server import Server
from mcp.server.stdio import stdio_server
from mcp.types import Tool
from pydantic import BaseModel, Field


class Mode(str, Enum):
    FAST = "fast"
    DEEP = "deep"


class Filter(BaseModel):
    since: str = Field(..., description="A date")
    exact: bool = Field(default_factory=lambda: False)


class Page(BaseModel):
    limit: int = Field(10, description="How many at most")
    mode: Mode = Mode.FAST


class Search(Page):
    """What is asked for."""

    query: str = Field(description="What to look for", min_length=1)
    tags: list[str] = Field(default=[])
    filter: Filter


app = Server("library")


@app.list_tools()
async def list_tools() -> list[Tool]:
    return [Tool(name=n, description=d, inputSchema=m.model_json_schema()) for n, d, m in [
        ("search", "Looks things up in the library.", Search),
    ]]


async def main():
    async with stdio_server() as streams:
        await app.run(streams[0], streams[1], app.create_initialization_options())


if __name__ == "__main__":
    asyncio.run(main())
