import puppeteer from "puppeteer";
import { server } from "./server.js";

server.tool("open", { url: z.string() }, async ({ url }) => {
  const browser = await puppeteer.launch({ headless: true, args: ["--window-size=1280,800"] });
  const page = await browser.newPage();
  await page.goto(url);
  return { content: [{ type: "text", text: await page.title() }] };
});
