import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { chromium } from "playwright";
import { z } from "zod";

const server = new McpServer({ name: "page-shot", version: "0.4.0" });

server.registerTool("screenshot", { description: "Takes a picture of a page", inputSchema: { url: z.string().url() } }, async ({ url }) => {
  const browser = await chromium.launch();
  try {
    const page = await browser.newPage();
    await page.goto(url);
    const data = (await page.screenshot()).toString("base64");
    return { content: [{ type: "image", data, mimeType: "image/png" }] };
  } finally {
    await browser.close();
  }
});

await server.connect(new StdioServerTransport());
