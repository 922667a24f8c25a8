"use strict";
const express = require("express");
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");
const escapeHtml = require("escape-html");
const he = require("he");
const _ = require("lodash");
const xss = require("xss");
const sanitizeHtml = require("sanitize-html");

const server = new McpServer({ name: "login", version: "1.0.0" });
const app = express();
const NAMES = ["github", "gitlab"];
let title = "Start";

server.tool("title", { title: z.string() }, async (args) => {
  title = args.title;
  return { content: [{ type: "text", text: "set" }] };
});

app.get("/", (_req, res) => {
  res.send(`<title>${title}</title>`); // flaw CROSS_SITE_SCRIPTING medium: set by a tool call
});

app.get("/hello", (req, res) => {
  res.send(`<h1>Hello ${req.query.name}</h1>`); // flaw CROSS_SITE_SCRIPTING medium: query in HTML
});

app.get("/hello/escaped", (req, res) => {
  res.send(`<h1>Hello ${escapeHtml(String(req.query.name))}</h1>`); // fine CROSS_SITE_SCRIPTING: escape-html
});

app.get("/hello/he", (req, res) => {
  const name = he.encode(String(req.query.name));
  res.send("<h1>Hello " + name + "</h1>"); // fine CROSS_SITE_SCRIPTING: he.encode
});

app.get("/hello/lodash", (req, res) => {
  res.send("<h1>Hello " + _.escape(req.query.name) + "</h1>"); // fine CROSS_SITE_SCRIPTING: lodash escape
});

app.get("/hello/trim", (req, res) => {
  const name = _.trim(req.query.name);
  res.send("<h1>Hello " + name + "</h1>"); // flaw CROSS_SITE_SCRIPTING medium: trimming escapes nothing
});

app.get("/hello/json", (req, res) => {
  res.json({ hello: req.query.name }); // fine CROSS_SITE_SCRIPTING: JSON answer
});

app.get("/hello/object", (req, res) => {
  res.send({ hello: req.query.name }); // fine CROSS_SITE_SCRIPTING: express sends objects as JSON
});

app.get("/hello/text", (req, res) => {
  res.type("text/plain").send(`Hello ${req.query.name}`); // fine CROSS_SITE_SCRIPTING: plain text
});

app.get("/hello/plain", (req, res) => {
  res.send(`Hello ${req.query.name}`); // flaw CROSS_SITE_SCRIPTING medium: express sends strings as HTML
});

app.get("/hello/set", (req, res) => {
  res.set("Content-Type", "text/plain; charset=utf-8");
  res.send("Hello " + req.query.name); // fine CROSS_SITE_SCRIPTING: content type set before
});

app.get("/page/:number", (req, res) => {
  const number = Number.parseInt(req.params.number, 10);
  res.send(`<p>Page ${number}</p>`); // fine CROSS_SITE_SCRIPTING: number
});

app.get("/part/:name", (req, res) => {
  res.status(404).send("No part " + req.params.name); // flaw CROSS_SITE_SCRIPTING medium: path parameter in the error page
});

app.get("/login/:provider", (req, res) => {
  const { provider } = req.params;
  if (!NAMES.includes(provider)) return res.status(404).end();
  return res.send(`<p>Signing in with ${provider}</p>`); // fine CROSS_SITE_SCRIPTING: allow-list
});

app.get("/callback", (req, res) => {
  const { error, error_description: description } = req.query;
  if (error) {
    res.status(400).send(`<p>${error}: ${description}</p>`); // flaw CROSS_SITE_SCRIPTING medium: error of the sign-in answer
    return;
  }
  res.send("<p>Done, close the window.</p>"); // fine CROSS_SITE_SCRIPTING: constant
});

app.post("/comment", express.urlencoded({ extended: false }), (req, res) => {
  const text = req.body.text;
  res.write("<html><body>");
  res.write(text.replace("<", "&lt;")); // flaw CROSS_SITE_SCRIPTING medium: only the first < is replaced
  res.write(xss(text)); // fine CROSS_SITE_SCRIPTING: xss package
  res.write(sanitizeHtml(text)); // fine CROSS_SITE_SCRIPTING: sanitize-html
  res.end("</body></html>");
});

app.get("/search", (req, res) => {
  const link = "/find?q=" + encodeURIComponent(String(req.query.q));
  res.send(`<a href="${link}">again</a>`); // fine CROSS_SITE_SCRIPTING: encodeURIComponent in a quoted attribute
});

app.get("/state", (req, res) => {
  res.send(`<script>var q = ${JSON.stringify(req.query.q)};</script>`); // flaw CROSS_SITE_SCRIPTING medium: JSON may hold </script>
});

app.use((req, res) => {
  res.redirect("/?from=" + encodeURIComponent(req.path)); // fine CROSS_SITE_SCRIPTING: a redirect
});

app.listen(3000, "127.0.0.1");
server.connect(new StdioServerTransport());
