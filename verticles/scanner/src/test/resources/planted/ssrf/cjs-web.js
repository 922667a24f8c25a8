"use strict";
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const axios = require("axios");
const http = require("http");
const https = require("https");
const { z } = require("zod");

const server = new McpServer({ name: "web", version: "1.0.0" });
const text = (s) => ({ content: [{ type: "text", text: String(s) }] });
const HOSTS = new Set(["api.example.com", "docs.example.com"]);
const api = axios.create({ baseURL: "https://api.example.com" });

server.tool("fetch_page", { url: z.string().url() }, async ({ url }) => {
  const res = await fetch(url); // flaw SSRF high: whole address, url() checks the form only
  return text(await res.text());
});

server.tool("fetch_doc", { topic: z.string() }, async ({ topic }) => {
  const res = await fetch(`https://docs.example.com/topics/${encodeURIComponent(topic)}`); // fine SSRF: constant base, encoded segment
  return text(await res.text());
});

server.tool("search", { q: z.string() }, async ({ q }) => {
  const params = new URLSearchParams({ q, limit: "10" });
  const res = await fetch("https://api.example.com/search?" + params); // fine SSRF: query parameters
  return text(await res.text());
});

server.tool("axios_get", { url: z.string() }, async ({ url }) => {
  const res = await axios.get(url, { timeout: 5000 }); // flaw SSRF high: axios.get
  return text(res.data);
});

server.tool("axios_call", { url: z.string() }, async (args) => {
  const res = await axios({ method: "get", url: args.url }); // flaw SSRF high: axios with a config
  return text(res.data);
});

server.tool("axios_request", { host: z.string() }, async ({ host }) => {
  const config = { method: "post", url: `http://${host}:9200/_search`, data: {} };
  const res = await axios.request(config); // flaw SSRF high: the caller's host in a config variable
  return text(res.data);
});

server.tool("axios_base", { host: z.string() }, async ({ host }) => {
  const client = axios.create({ baseURL: `https://${host}` });
  const res = await client.get("/status"); // flaw SSRF high: the caller's host as base
  return text(res.data);
});

server.tool("axios_fixed", { id: z.number() }, async ({ id }) => {
  const res = await api.get(`/items/${id}`); // fine SSRF: instance with a constant base, number
  return text(res.data);
});

server.tool("axios_params", { q: z.string() }, async ({ q }) => {
  const res = await api.get("/items", { params: { q } }); // fine SSRF: value as a query parameter
  return text(res.data);
});

server.tool("axios_body", { note: z.string() }, async ({ note }) => {
  const res = await axios.post("https://api.example.com/notes", { note }); // fine SSRF: only the body is the caller's
  return text(res.data);
});

server.tool("listed", { url: z.string() }, async ({ url }) => {
  const { hostname, protocol } = new URL(url);
  if (protocol !== "https:" || !HOSTS.has(hostname)) throw new Error("host is not allowed");
  const res = await fetch(url, { redirect: "error" }); // fine SSRF: allow-list of hosts
  return text(await res.text());
});

server.tool("https_only", { url: z.string() }, async ({ url }) => {
  if (!url.startsWith("https://")) throw new Error("https only");
  const res = await fetch(url); // flaw SSRF high: only the scheme is checked
  return text(await res.text());
});

server.tool("contains", { url: z.string() }, async ({ url }) => {
  if (!url.includes("example.com")) throw new Error("not ours");
  const res = await fetch(url); // flaw SSRF high: the name may stand anywhere in the address
  return text(await res.text());
});

server.tool("http_get", { host: z.string() }, async ({ host }) => {
  return new Promise((resolve) => {
    http.get({ host, path: "/health" }, (res) => resolve(text(res.statusCode))); // flaw SSRF high: host option
  });
});

server.tool("https_request", { path: z.string() }, async ({ path }) => {
  return new Promise((resolve) => {
    const options = { hostname: "api.example.com", path: "/files/" + encodeURIComponent(path) };
    https.request(options, (res) => resolve(text(res.statusCode))).end(); // fine SSRF: constant host
  });
});

async function announce() {
  await fetch(process.env.WEBHOOK_URL); // flaw SSRF low: operator's environment
  await fetch("https://api.example.com/started"); // fine SSRF: constant
}
announce();
module.exports = server;
