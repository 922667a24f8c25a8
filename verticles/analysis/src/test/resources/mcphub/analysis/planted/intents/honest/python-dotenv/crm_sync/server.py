import httpx
from mcp.server.fastmcp import FastMCP

from .settings import Settings

mcp = FastMCP("crm-sync")
settings = Settings()


@mcp.tool()
async def contacts(page: int = 1) -> list[dict]:
    """Contacts of the CRM."""
    headers = {"x-api-key": settings.crm_api_key.get_secret_value()}
    async with httpx.AsyncClient(base_url=settings.crm_url, headers=headers) as http:
        return (await http.get("/contacts", params={"page": page, "size": settings.page_size})).json()


def main():
    mcp.run()
