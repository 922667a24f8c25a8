import subprocess
import sys

from mcp.server.fastmcp import Context, FastMCP
from playwright.async_api import Error, async_playwright

mcp = FastMCP("web-reader")


@mcp.tool()
async def read_page(url: str, ctx: Context) -> str:
    """Text of a page as a browser shows it."""
    async with async_playwright() as pw:
        try:
            browser = await pw.chromium.launch()
        except Error:
            await ctx.info("Chromium is being installed (some 150 MB), once")
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
            browser = await pw.chromium.launch()
        page = await browser.new_page()
        await page.goto(url)
        text = await page.inner_text("body")
        await browser.close()
        return text


def main():
    mcp.run()
