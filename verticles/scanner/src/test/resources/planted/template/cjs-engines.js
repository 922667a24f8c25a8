"use strict";
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { z } = require("zod");
const Handlebars = require("handlebars");
const ejs = require("ejs");
const pug = require("pug");
const _ = require("lodash");
const nunjucks = require("nunjucks");
const doT = require("dot");
const { readFileSync } = require("fs");
const path = require("path");

const server = new McpServer({ name: "letters", version: "1.0.0" });
const text = (s) => ({ content: [{ type: "text", text: String(s) }] });
const env = nunjucks.configure("/srv/templates", { autoescape: true });
const GREETING = "Dear <%= name %>,";
const TEMPLATES = { short: "Hi {{name}}", long: "Dear {{name}}, thank you." };
const source = z.string();

server.tool("handlebars", { source, name: z.string() }, async ({ source, name }) => {
  const template = Handlebars.compile(source); // flaw TEMPLATE_INJECTION high: the caller writes the template
  return text(template({ name }));
});

server.tool("handlebars_data", { name: z.string() }, async ({ name }) => {
  const template = Handlebars.compile("Dear {{name}}"); // fine TEMPLATE_INJECTION: constant template, value as data
  return text(template({ name }));
});

server.tool("handlebars_table", { kind: z.string(), name: z.string() }, async ({ kind, name }) => {
  const template = Handlebars.compile(kind === "long" ? TEMPLATES.long : TEMPLATES.short); // fine TEMPLATE_INJECTION: one of two constants
  return text(template({ name }));
});

server.tool("ejs", { title: z.string(), name: z.string() }, async ({ title, name }) => {
  return text(ejs.render(`<h1>${title}</h1>` + GREETING, { name })); // flaw TEMPLATE_INJECTION high: value joined to the template
});

server.tool("ejs_data", { title: z.string(), name: z.string() }, async ({ title, name }) => {
  return text(ejs.render("<h1><%= title %></h1>" + GREETING, { title, name })); // fine TEMPLATE_INJECTION: constants joined, values as data
});

server.tool("ejs_compile", { lines: z.array(z.string()) }, async ({ lines }) => {
  const body = lines.join("\n");
  const fn = ejs.compile(body, { client: false }); // flaw TEMPLATE_INJECTION high: lines of the caller
  return text(fn({}));
});

server.tool("pug", { source }, async (args) => {
  return text(pug.render(args.source)); // flaw TEMPLATE_INJECTION high: pug runs code in templates
});

server.tool("pug_compile", { source }, async (args) => {
  const fn = pug.compile("p Hello\n" + args.source); // flaw TEMPLATE_INJECTION high: pug.compile
  return text(fn());
});

server.tool("pug_data", { name: z.string() }, async ({ name }) => {
  return text(pug.render("p Hello #{name}", { name })); // fine TEMPLATE_INJECTION: constant template
});

server.tool("lodash", { source }, async (args) => {
  return text(_.template(args.source)({ now: Date.now() })); // flaw TEMPLATE_INJECTION high: lodash templates run code
});

server.tool("lodash_data", { name: z.string() }, async ({ name }) => {
  const fill = _.template("Hello <%- name %>"); // fine TEMPLATE_INJECTION: constant template
  return text(fill({ name }));
});

server.tool("nunjucks", { source, name: z.string() }, async ({ source, name }) => {
  return text(nunjucks.renderString(source, { name })); // flaw TEMPLATE_INJECTION high: renderString
});

server.tool("nunjucks_env", { note: z.string() }, async ({ note }) => {
  const safe = note.replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return text(env.renderString("Note: " + safe, {})); // flaw TEMPLATE_INJECTION high: escaping for HTML leaves the braces
});

server.tool("nunjucks_braces", { note: z.string() }, async ({ note }) => {
  return text(env.renderString("Note: {{ note }}", { note })); // fine TEMPLATE_INJECTION: value as data
});

server.tool("nunjucks_file", { name: z.string() }, async ({ name }) => {
  return text(env.render("letter.njk", { name })); // fine TEMPLATE_INJECTION: own template file
});

server.tool("dot", { source }, async ({ source }) => {
  return text(doT.template(source)({})); // flaw TEMPLATE_INJECTION high: doT compiles to code
});

server.tool("own_file", { name: z.string() }, async ({ name }) => {
  const body = readFileSync(path.join(__dirname, "letter.hbs"), "utf8");
  return text(Handlebars.compile(body)({ name })); // fine TEMPLATE_INJECTION: template of the own package
});

server.tool("replace", { name: z.string() }, async ({ name }) => {
  return text("Dear {{name}}".replace("{{name}}", () => name)); // fine TEMPLATE_INJECTION: replaces text, no engine
});

const banner = Handlebars.compile(process.env.BANNER || "ready"); // flaw TEMPLATE_INJECTION low: operator's environment
console.error(banner({}));
