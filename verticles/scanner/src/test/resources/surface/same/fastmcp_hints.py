from typing import Annotated, Literal

from mcp.server.fastmcp import Context, FastMCP
from pydantic import BaseModel, Field

mcp = FastMCP("library")


class Filter(BaseModel):
    since: str = Field(description="A date")
    exact: Annotated[bool, Field(default_factory=bool)]


@mcp.tool()
async def search(
    ctx: Context,
    query: Annotated[str, Field(description="What to look for")],
    filter: Filter,
    limit: int = Field(default=10, description="How many at most"),
    mode: Literal["fast", "deep"] = "fast",
    tags: list[str] = [],
) -> str:
    """Looks things up
    in the library.
    """
    return query


if __name__ == "__main__":
    mcp.run(transport="stdio")
