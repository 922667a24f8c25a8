import { chromium } from "playwright";
import { server } from "./server.js";

server.tool("read_page", { url: z.string() }, async ({ url }) => {
  const browser = await chromium.launch();
  const page = await browser.newPage();
  await page.goto(url);
  const text = await page.innerText("body"); // flaw low: a page goes to the model
  return { content: [{ type: "text", text }] };
});
