import { readFileSync } from "node:fs";
import puppeteer from "puppeteer";
import { server } from "./server.js";

server.tool("open_note", { file: z.string() }, async ({ file }) => ({ content: [{ type: "text", text: readFileSync(file, "utf8") }] }));
server.tool("visit", { url: z.string() }, async ({ url }) => {
  const browser = await puppeteer.launch();
  const page = await browser.newPage();
  await page.goto(url); // flaw low: notes can leave in an address
  return { content: [{ type: "text", text: await page.content() }] };
});
