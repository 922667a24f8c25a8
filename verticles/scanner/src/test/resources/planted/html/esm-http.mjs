import http from "node:http";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import escapeHtml from "escape-html";
import Koa from "koa";
import fastify from "fastify";

const server = new Server({ name: "preview", version: "1.0.0" }, { capabilities: { tools: {} } });
const pages = new Map();

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const { id, body, note } = params.arguments;
  pages.set(id, { body, note: escapeHtml(note) });
  return { content: [{ type: "text", text: `http://127.0.0.1:4000/page?id=${encodeURIComponent(id)}` }] };
});

const clean = (s) => s.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/'/g, "&#39;");
const dropScript = (s) => s.replace(/<script>/g, "");

http.createServer((req, res) => {
  const url = new URL(req.url, "http://127.0.0.1");
  const query = url.searchParams;
  if (url.pathname === "/callback") {
    const error = query.get("error");
    res.writeHead(400, { "Content-Type": "text/html" });
    res.end(`<h1>Sign-in failed</h1><p>${error}</p>`); // flaw CROSS_SITE_SCRIPTING medium: query in HTML
    return;
  }
  if (url.pathname === "/callback/clean") {
    res.writeHead(400, { "Content-Type": "text/html" });
    res.end(`<h1>Sign-in failed</h1><p>${clean(query.get("error") ?? "")}</p>`); // fine CROSS_SITE_SCRIPTING: helper escapes all five signs
    return;
  }
  if (url.pathname === "/callback/script") {
    res.writeHead(400, { "Content-Type": "text/html" });
    res.end(`<h1>Sign-in failed</h1><p>${dropScript(query.get("error") ?? "")}</p>`); // flaw CROSS_SITE_SCRIPTING medium: other tags are left
    return;
  }
  if (url.pathname === "/callback/text") {
    res.writeHead(400, { "Content-Type": "text/plain" });
    res.end(`Sign-in failed: ${query.get("error")}`); // fine CROSS_SITE_SCRIPTING: plain text
    return;
  }
  if (url.pathname === "/callback/json") {
    res.setHeader("content-type", "application/json");
    res.end(JSON.stringify({ error: query.get("error") })); // fine CROSS_SITE_SCRIPTING: JSON answer
    return;
  }
  if (url.pathname === "/page") {
    const page = pages.get(query.get("id"));
    res.setHeader("content-type", "text/html; charset=utf-8");
    res.write("<main>" + page.body + "</main>"); // flaw CROSS_SITE_SCRIPTING medium: body of a tool call
    res.end("<footer>" + page.note + "</footer>"); // fine CROSS_SITE_SCRIPTING: escaped when it was stored
    return;
  }
  if (url.pathname === "/count") {
    res.setHeader("content-type", "text/html; charset=utf-8");
    res.end(`<p>${Number(query.get("n")) + pages.size}</p>`); // fine CROSS_SITE_SCRIPTING: number
    return;
  }
  res.setHeader("content-type", "text/html");
  res.statusCode = 404;
  res.end("<p>nothing at " + decodeURIComponent(url.pathname) + "</p>"); // flaw CROSS_SITE_SCRIPTING medium: decoded path in HTML
}).listen(4000, "127.0.0.1");

const koa = new Koa();
koa.use(async (ctx) => {
  switch (ctx.path) {
    case "/html":
      ctx.body = `<h1>${ctx.query.name}</h1>`; // flaw CROSS_SITE_SCRIPTING medium: koa sends text that begins with < as HTML
      break;
    case "/type":
      ctx.type = "html";
      ctx.body = "Hello " + ctx.query.name; // flaw CROSS_SITE_SCRIPTING medium: type set to HTML
      break;
    case "/escaped":
      ctx.body = `<h1>${escapeHtml(String(ctx.query.name))}</h1>`; // fine CROSS_SITE_SCRIPTING: escape-html
      break;
    case "/object":
      ctx.body = { name: ctx.query.name }; // fine CROSS_SITE_SCRIPTING: JSON answer
      break;
    default:
      ctx.body = "<p>home</p>"; // fine CROSS_SITE_SCRIPTING: constant
  }
});
koa.listen(4001, "127.0.0.1");

const fast = fastify();
fast.get("/html", async (request, reply) => {
  return reply.type("text/html").send(`<h1>${request.query.name}</h1>`); // flaw CROSS_SITE_SCRIPTING medium: fastify with an HTML type
});
fast.get("/plain", async (request, reply) => {
  return reply.send(`hello ${request.query.name}`); // fine CROSS_SITE_SCRIPTING: fastify sends strings as plain text
});
fast.get("/header", (request, reply) => {
  reply.header("content-type", "text/html").send("<b>" + request.params["*"] + "</b>"); // flaw CROSS_SITE_SCRIPTING medium: HTML by its header
});
fast.get("/again", (request, reply) => {
  reply.code(200).type("text/html").send(`<b>${parseInt(request.query.n, 10)}</b>`); // fine CROSS_SITE_SCRIPTING: number
});
await fast.listen({ port: 4002, host: "127.0.0.1" });
