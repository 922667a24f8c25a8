import { App } from "@modelcontextprotocol/ext-apps";
import DOMPurify from "dompurify";
import { Hono } from "hono";
import { html } from "hono/html";
import { encode } from "he";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";

const view = new App({ name: "panel", version: "1.0.0" });
const title = document.getElementById("title") as HTMLElement;
const list = document.querySelector<HTMLUListElement>("#list")!;

function show(element: HTMLElement, text: string): void {
  element.innerHTML = `<b>${text}</b>`; // flaw CROSS_SITE_SCRIPTING medium: helper gets the tool's argument
}

function showKnown(element: HTMLElement, text: string): void {
  element.innerHTML = `<b>${text}</b>`; // fine CROSS_SITE_SCRIPTING: helper only gets constants
}

view.ontoolinput = (params) => {
  const args = params.arguments as { city: string; days: number; note: string };
  show(title, args.city);
  showKnown(title, "Weather");
  title.textContent = args.city; // fine CROSS_SITE_SCRIPTING: textContent
  title.innerHTML = DOMPurify.sanitize(args.note); // fine CROSS_SITE_SCRIPTING: DOMPurify
  title.insertAdjacentHTML("beforeend", `<i>${args.note}</i>`); // flaw CROSS_SITE_SCRIPTING medium: insertAdjacentHTML
  title.insertAdjacentText("beforeend", args.note); // fine CROSS_SITE_SCRIPTING: insertAdjacentText
  title.insertAdjacentHTML("beforeend", `<i>${encode(args.note)}</i>`); // fine CROSS_SITE_SCRIPTING: he's encode
};

view.ontoolresult = (result: CallToolResult) => {
  const rows = (result.structuredContent as { rows: string[] }).rows;
  list.innerHTML = ""; // fine CROSS_SITE_SCRIPTING: emptied
  list.innerHTML = rows.map((row) => `<li>${row}</li>`).join(""); // flaw CROSS_SITE_SCRIPTING medium: rows of the tool's result
  for (const row of rows) {
    const item = document.createElement("li");
    item.append(row); // fine CROSS_SITE_SCRIPTING: append makes a text node
    list.appendChild(item);
  }
  list.outerHTML = "<p>" + rows[0] + "</p>"; // flaw CROSS_SITE_SCRIPTING medium: outerHTML
};

const tab = new URLSearchParams(window.location.search).get("tab") ?? "";
document.write("<h2>" + tab + "</h2>"); // flaw CROSS_SITE_SCRIPTING medium: query of the page

export const app = new Hono();

app.get("/hello", (c) => c.html(`<h1>${c.req.query("name")}</h1>`)); // flaw CROSS_SITE_SCRIPTING medium: hono's html with plain text
app.get("/hello/tag", (c) => c.html(html`<h1>${c.req.query("name")}</h1>`)); // fine CROSS_SITE_SCRIPTING: hono's html tag escapes
app.get("/hello/text", (c) => c.text(`hello ${c.req.query("name")}`)); // fine CROSS_SITE_SCRIPTING: plain text
app.get("/hello/json", (c) => c.json({ hello: c.req.param("name") })); // fine CROSS_SITE_SCRIPTING: JSON answer

export default {
  async fetch(request: Request): Promise<Response> {
    const { searchParams, pathname } = new URL(request.url);
    const name = searchParams.get("name") ?? "";
    if (pathname === "/html") {
      return new Response(`<p>${name}</p>`, { headers: { "content-type": "text/html" } }); // flaw CROSS_SITE_SCRIPTING medium: HTML response
    }
    if (pathname === "/encoded") {
      return new Response(`<p>${encode(name)}</p>`, { headers: { "content-type": "text/html" } }); // fine CROSS_SITE_SCRIPTING: he's encode
    }
    if (pathname === "/plain") {
      return new Response(`hello ${name}`); // fine CROSS_SITE_SCRIPTING: a Response of text is plain text
    }
    return Response.json({ name }); // fine CROSS_SITE_SCRIPTING: JSON answer
  },
};
