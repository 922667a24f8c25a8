import puppeteer from "puppeteer";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "shots", version: "1.0.0" });
server.tool("screenshot", { url: z.string() }, async ({ url }) => {
  const browser = await puppeteer.launch({ headless: true, args: ["--no-sandbox", "--disable-setuid-sandbox"] }); // flaw medium: pages of the caller's choice
  const page = await browser.newPage();
  await page.goto(url);
  const data = await page.screenshot({ encoding: "base64" });
  return { content: [{ type: "image", data, mimeType: "image/png" }] };
});
