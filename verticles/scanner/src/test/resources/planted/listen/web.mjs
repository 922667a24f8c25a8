// Health pages, previews and hooks; no tool transport is served from here.
import express from "express";
import cors from "cors";
import http from "node:http";
import net from "node:net";
import fastify from "fastify";
import fastifyCors from "@fastify/cors";
import { Hono } from "hono";
import { cors as honoCors } from "hono/cors";
import { serve } from "@hono/node-server";
import Koa from "koa";
import { WebSocketServer } from "ws";

const PORT = process.env.PORT || 8080;
const ANY = "0.0.0.0";
const ALLOWED = ["https://app.example.com"];
const settings = { origin: true, credentials: true };

const a = express();
a.use(cors()); // flaw PERMISSIVE_CORS low: every origin by default
a.get("/health", (_req, res) => res.json({ ok: true }));
a.listen(PORT, () => console.error("listening")); // flaw NETWORK_EXPOSURE low: no host, every interface

const b = express();
b.use(cors({ origin: "*" })); // flaw PERMISSIVE_CORS low: every origin
b.listen(8081, ANY); // flaw NETWORK_EXPOSURE low: every interface by a constant

const c = express();
c.use(cors(settings)); // flaw PERMISSIVE_CORS medium: every origin is sent back, with credentials
c.listen(8082, "127.0.0.1", 511); // fine NETWORK_EXPOSURE: loopback

const d = express();
d.use(cors({ origin: (_origin, done) => done(null, true), credentials: true })); // flaw PERMISSIVE_CORS medium: the function admits every origin, with credentials
d.get("/data", cors({ origin: ALLOWED }), (_req, res) => res.json([])); // fine PERMISSIVE_CORS: list of constants
d.listen(0, "localhost"); // fine NETWORK_EXPOSURE: localhost

const e = http.createServer((req, res) => {
  res.setHeader("Access-Control-Allow-Origin", "*"); // flaw PERMISSIVE_CORS low: header for every origin
  res.end("{}");
});
e.listen({ port: 8083, host: "::" }); // flaw NETWORK_EXPOSURE low: every interface in the options

const f = http.createServer((req, res) => {
  res.setHeader("Access-Control-Allow-Origin", req.headers.origin ?? "null"); // flaw PERMISSIVE_CORS medium: origin of the request sent back, with credentials
  res.setHeader("Access-Control-Allow-Credentials", "true");
  res.end("{}");
});
f.listen({ port: 8084, host: "::1" }); // fine NETWORK_EXPOSURE: loopback of IPv6

const g = http.createServer((req, res) => {
  const { origin } = req.headers;
  if (ALLOWED.includes(origin)) {
    res.setHeader("Access-Control-Allow-Origin", origin); // fine PERMISSIVE_CORS: allow-list before
    res.setHeader("Access-Control-Allow-Credentials", "true");
  }
  res.setHeader("Vary", "Origin");
  res.end("{}");
});
g.listen({ path: "/run/web.sock" }); // fine NETWORK_EXPOSURE: unix socket

const h = http.createServer((_req, res) => {
  res.writeHead(200, { "Access-Control-Allow-Origin": "https://app.example.com" }); // fine PERMISSIVE_CORS: constant origin
  res.end();
});
h.listen(8085); // flaw NETWORK_EXPOSURE low: no host, every interface

const i = fastify();
await i.register(fastifyCors, { origin: "*" }); // flaw PERMISSIVE_CORS low: every origin
await i.listen({ port: 8086 }); // fine NETWORK_EXPOSURE: fastify listens on localhost by default

const j = fastify();
await j.register(fastifyCors, { origin: ALLOWED }); // fine PERMISSIVE_CORS: list of constants
await j.listen({ port: 8087, host: "0.0.0.0" }); // flaw NETWORK_EXPOSURE low: every interface

const k = new Hono();
k.use("*", honoCors()); // flaw PERMISSIVE_CORS low: every origin by default
serve({ fetch: k.fetch, port: 8088 }); // flaw NETWORK_EXPOSURE low: no hostname, every interface

const l = new Hono();
l.use("*", honoCors({ origin: (origin) => origin, credentials: true })); // flaw PERMISSIVE_CORS medium: the function gives every origin back, with credentials
serve({ fetch: l.fetch, port: 8089, hostname: "127.0.0.1" }); // fine NETWORK_EXPOSURE: loopback

const m = new Koa();
m.use(async (ctx) => {
  ctx.set("Access-Control-Allow-Origin", "*"); // flaw PERMISSIVE_CORS low: header for every origin
  ctx.body = { ok: true };
});
m.listen(8090); // flaw NETWORK_EXPOSURE low: no host, every interface

const n = new Hono();
n.use("/api/*", honoCors({ origin: "https://app.example.com" })); // fine PERMISSIVE_CORS: one constant
serve({ fetch: n.fetch, port: 8091, hostname: process.env.BIND ?? "localhost" }); // fine NETWORK_EXPOSURE: localhost by default

new WebSocketServer({ port: 8092 }); // flaw NETWORK_EXPOSURE low: no host, every interface
new WebSocketServer({ port: 8093, host: "127.0.0.1" }); // fine NETWORK_EXPOSURE: loopback
new WebSocketServer({ noServer: true }); // fine NETWORK_EXPOSURE: does not listen
net.createServer((s) => s.end()).listen(8094, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
