import puppeteer from "puppeteer";

export async function render(html) {
  const browser = await puppeteer.launch({ args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.goto("about:blank");
  await page.setContent(TEMPLATE);
  return page.pdf();
}
const TEMPLATE = "<h1>Report</h1>";
await render();
