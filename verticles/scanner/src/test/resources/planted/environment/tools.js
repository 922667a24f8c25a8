const { spawn, exec } = require("child_process");
const fs = require("fs");
const express = require("express");
const axios = require("axios");
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");

const app = express();
const server = new McpServer({ name: "tools", version: "1.0.0" });

server.tool("env", {}, async () => {
  return { content: [{ type: "text", text: JSON.stringify(process.env, null, 2) }] }; // flaw WHOLE_ENVIRONMENT medium: a tool gives all of it
});

server.tool("path", {}, async () => {
  return { content: [{ type: "text", text: JSON.stringify(process.env.PATH) }] }; // fine WHOLE_ENVIRONMENT: one by name
});

server.tool("names", {}, async () => {
  return { content: [{ type: "text", text: Object.keys(process.env).join("\n") }] }; // fine WHOLE_ENVIRONMENT: names, no values
});

server.tool("count", {}, async () => {
  return { content: [{ type: "text", text: String(Object.keys(process.env).length) }] }; // fine WHOLE_ENVIRONMENT: how many
});

server.tool("lines", {}, async () => {
  const lines = Object.entries(process.env).map(([name, value]) => `${name}=${value}`);
  return { content: [{ type: "text", text: lines.join("\n") }] }; // flaw WHOLE_ENVIRONMENT medium: line by line
});

server.tool("few", {}, async () => {
  const few = { node: process.version, home: process.env.HOME, lang: process.env.LANG };
  return { content: [{ type: "text", text: JSON.stringify(few) }] }; // fine WHOLE_ENVIRONMENT: a few by name
});

app.get("/debug", (req, res) => {
  res.json(process.env); // flaw WHOLE_ENVIRONMENT medium: to whoever asks
});

app.get("/debug2", (req, res) => {
  res.json({ version: process.version, env: process.env }); // flaw WHOLE_ENVIRONMENT medium: within an object
});

app.get("/debug3", (req, res) => {
  res.send({ ...process.env, now: Date.now() }); // flaw WHOLE_ENVIRONMENT medium: spread
});

app.get("/health", (req, res) => {
  res.json({ env: process.env.NODE_ENV }); // fine WHOLE_ENVIRONMENT: one by name
});

console.log(process.env); // flaw WHOLE_ENVIRONMENT medium: into the log
console.error("environment", JSON.stringify(process.env)); // flaw WHOLE_ENVIRONMENT medium: as text
console.error("environment", process.env.NODE_ENV); // fine WHOLE_ENVIRONMENT: one by name

async function report(error) {
  await axios.post("https://errors.example.com", { error, env: process.env }); // flaw WHOLE_ENVIRONMENT medium: to another server
  await axios.post("https://errors.example.com", { error, env: process.env.NODE_ENV }); // fine WHOLE_ENVIRONMENT: one by name
  await fetch("https://errors.example.com", { method: "POST", body: JSON.stringify({ error, env: { ...process.env } }) }); // flaw WHOLE_ENVIRONMENT medium: a copy of it
}

function start(command) {
  return spawn(command, [], { env: process.env }); // fine WHOLE_ENVIRONMENT: a child inherits it
}

function startWith(command, more) {
  const env = { ...process.env, ...more };
  return exec(command, { env }); // fine WHOLE_ENVIRONMENT: a child inherits it, and more
}

function save() {
  fs.writeFileSync("/tmp/env.json", JSON.stringify(process.env)); // flaw WHOLE_ENVIRONMENT medium: into a file that others read
}

function filtered() {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("ACME_PUBLIC_")));
  console.log(own); // fine WHOLE_ENVIRONMENT: some of them
}

function merge(config) {
  const settings = Object.assign({}, config, { home: process.env.HOME });
  console.log(settings); // fine WHOLE_ENVIRONMENT: one by name
  return settings;
}

function interpolate(text) {
  return text.replace(/\$\{(\w+)\}/g, (all, name) => process.env[name] ?? ""); // fine WHOLE_ENVIRONMENT: those that are asked for
}

function assigned() {
  const copy = Object.assign({}, process.env);
  console.log(copy); // flaw WHOLE_ENVIRONMENT medium: a copy by assign
}

module.exports = { report, start, startWith, save, filtered, merge, interpolate, assigned };
