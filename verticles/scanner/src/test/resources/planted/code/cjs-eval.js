"use strict";
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const vm = require("vm");
const path = require("path");
const { z } = require("zod");

const server = new McpServer({ name: "calc", version: "1.0.0" });
const text = (s) => ({ content: [{ type: "text", text: String(s) }] });
const PLUGINS = ["json", "csv"];
const OPS = { add: (a, b) => a + b, mul: (a, b) => a * b };

server.tool("calculate", { expression: z.string() }, async ({ expression }) => {
  return text(eval(expression)); // flaw CODE_INJECTION high: eval
});

server.tool("calculate_table", { op: z.enum(["add", "mul"]), a: z.number(), b: z.number() }, async ({ op, a, b }) => {
  return text(OPS[op](a, b)); // fine CODE_INJECTION: table of functions
});

server.tool("parse", { body: z.string() }, async ({ body }) => {
  return text(JSON.parse(body).length); // fine CODE_INJECTION: JSON.parse
});

server.tool("answer", {}, async () => {
  return text(eval("6 * 7")); // fine CODE_INJECTION: constant
});

server.tool("make_function", { body: z.string() }, async ({ body }) => {
  const fn = new Function("x", "return " + body); // flaw CODE_INJECTION high: new Function
  return text(fn(1));
});

server.tool("global_this", {}, async () => {
  const root = Function("return this")(); // fine CODE_INJECTION: constant
  return text(typeof root);
});

server.tool("called_function", { body: z.string() }, async (args) => {
  return text(Function(`return (${args.body})`)()); // flaw CODE_INJECTION high: Function without new
});

server.tool("vm_new", { code: z.string() }, async ({ code }) => {
  return text(vm.runInNewContext(code, { x: 1 }, { timeout: 100 })); // flaw CODE_INJECTION high: vm is no sandbox
});

server.tool("vm_data", { x: z.string() }, async ({ x }) => {
  return text(vm.runInNewContext("x.length", { x })); // fine CODE_INJECTION: constant code, value as data
});

server.tool("vm_script", { code: z.string() }, async ({ code }) => {
  const wrapped = `(function () { ${code} })()`;
  const script = new vm.Script(wrapped); // flaw CODE_INJECTION high: vm.Script
  return text(script.runInThisContext());
});

server.tool("delayed", { code: z.string(), ms: z.number() }, async ({ code, ms }) => {
  setTimeout(code, ms); // flaw CODE_INJECTION high: setTimeout of a text
  setTimeout(() => console.error(code), ms); // fine CODE_INJECTION: setTimeout of a function
  return text("planned");
});

server.tool("load_plugin", { name: z.string() }, async ({ name }) => {
  const plugin = require("./plugins/" + name); // flaw CODE_INJECTION high: require of the caller's path
  return text(plugin.title);
});

server.tool("load_listed", { name: z.string() }, async ({ name }) => {
  if (!PLUGINS.includes(name)) throw new Error("no such plugin");
  const plugin = require(path.join(__dirname, "plugins", name)); // fine CODE_INJECTION: allow-list
  return text(plugin.title);
});

server.tool("load_warn", { name: z.string() }, async ({ name }) => {
  if (!PLUGINS.includes(name)) console.error("odd plugin");
  const plugin = require(path.join(__dirname, "plugins", name)); // flaw CODE_INJECTION high: the check only logs
  return text(plugin.title);
});

server.tool("digits", { expression: z.string() }, async ({ expression }) => {
  if (!/^[0-9+*\/(). -]+$/.test(expression)) throw new Error("digits only");
  return text(eval(expression)); // fine CODE_INJECTION: anchored regex of digits and operators
});

server.tool("digits_loose", { expression: z.string() }, async ({ expression }) => {
  if (!/[0-9+*]/.test(expression)) throw new Error("digits only");
  return text(eval(expression)); // flaw CODE_INJECTION high: the regex is not anchored
});

const setup = process.env.SETUP_MODULE;
if (setup) require(setup); // flaw CODE_INJECTION low: operator's environment
if (process.env.SETUP_CODE) eval(process.env.SETUP_CODE); // flaw CODE_INJECTION low: operator's environment
module.exports = server;
