"use strict";
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const open = require("open");
const { shell } = require("electron");
const { execFile, spawn } = require("child_process");
const { z } = require("zod");

const server = new McpServer({ name: "desktop", version: "1.0.0" });
const text = (s) => ({ content: [{ type: "text", text: String(s) }] });
const HELP = { start: "https://docs.example.com/start", faq: "https://docs.example.com/faq" };

function isWeb(address) {
  try {
    return ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

server.tool("open", { target: z.string() }, async ({ target }) => {
  await open(target); // flaw OPEN_UNTRUSTED high: any file or scheme
  return text("opened");
});

server.tool("open_web", { target: z.string() }, async ({ target }) => {
  if (!isWeb(target)) throw new Error("http or https only");
  await open(target); // fine OPEN_UNTRUSTED: scheme checked before
  return text("opened");
});

server.tool("open_home", {}, async () => {
  await open("https://www.example.com/"); // fine OPEN_UNTRUSTED: constant
  return text("opened");
});

server.tool("open_help", { page: z.enum(["start", "faq"]) }, async ({ page }) => {
  await open(HELP[page]); // fine OPEN_UNTRUSTED: table of constants
  return text("opened");
});

server.tool("open_warn", { target: z.string() }, async ({ target }) => {
  if (!isWeb(target)) console.error("odd target");
  await open(target); // flaw OPEN_UNTRUSTED high: the check only logs
  return text("opened");
});

server.tool("external", { target: z.string() }, async ({ target }) => {
  await shell.openExternal(target); // flaw OPEN_UNTRUSTED high: openExternal
  return text("opened");
});

server.tool("external_https", { target: z.string() }, async ({ target }) => {
  if (!target.startsWith("https://")) throw new Error("https only");
  await shell.openExternal(target); // fine OPEN_UNTRUSTED: begins with https://
  return text("opened");
});

server.tool("path", { target: z.string() }, async ({ target }) => {
  await shell.openPath(target); // flaw OPEN_UNTRUSTED high: openPath starts what the file is
  return text("opened");
});

server.tool("xdg", { target: z.string() }, async (args) => {
  execFile("xdg-open", [args.target], () => undefined); // flaw OPEN_UNTRUSTED high: xdg-open
  return text("opened");
});

server.tool("xdg_web", { target: z.string() }, async (args) => {
  const url = new URL(args.target);
  if (url.protocol !== "https:") throw new Error("https only");
  execFile("xdg-open", [url.href], () => undefined); // fine OPEN_UNTRUSTED: protocol compared
  return text("opened");
});

server.tool("platform", { target: z.string() }, async ({ target }) => {
  const program = process.platform === "darwin" ? "open" : "xdg-open";
  spawn(program, [target], { detached: true }); // flaw OPEN_UNTRUSTED high: program by platform
  return text("opened");
});

server.tool("platform_home", {}, async () => {
  const program = process.platform === "darwin" ? "open" : "xdg-open";
  spawn(program, ["https://www.example.com/"], { detached: true }); // fine OPEN_UNTRUSTED: constant address
  return text("opened");
});

server.tool("query", { q: z.string() }, async ({ q }) => {
  await open(`https://www.example.com/search?q=${encodeURIComponent(q)}`); // fine OPEN_UNTRUSTED: constant base, encoded query
  return text("opened");
});

if (process.env.START_PAGE) open(process.env.START_PAGE); // flaw OPEN_UNTRUSTED low: operator's environment
module.exports = server;
