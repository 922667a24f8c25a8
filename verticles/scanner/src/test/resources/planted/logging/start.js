#!/usr/bin/env node
const crypto = require("crypto");
const express = require("express");
const pino = require("pino");
const winston = require("winston");
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");

const logger = pino();
const log = winston.createLogger({ level: "info" });
const API_KEY = process.env.ACME_API_KEY;
const { DB_PASSWORD, PORT } = process.env;
const app = express();

if (!API_KEY) {
  console.error("ACME_API_KEY is missing"); // fine SECRET_LOGGING: only the name
  process.exit(1);
}
console.error(`Starting with key ${API_KEY}`); // flaw SECRET_LOGGING medium: the key of the environment
console.error("key length", API_KEY.length); // fine SECRET_LOGGING: how long
console.error("key is set:", Boolean(API_KEY)); // fine SECRET_LOGGING: that it is there
console.error("key is set:", !!API_KEY, API_KEY ? "yes" : "no"); // fine SECRET_LOGGING: that it is there, in other words
console.error(`key ${API_KEY.slice(0, 4)}…`); // fine SECRET_LOGGING: four letters
console.error("key ends with", API_KEY.slice(-4)); // fine SECRET_LOGGING: the last four letters
console.error("key", API_KEY.substring(0, 6) + "***"); // fine SECRET_LOGGING: masked
console.error("key", "*".repeat(API_KEY.length)); // fine SECRET_LOGGING: stars
console.error("key", API_KEY.replace(/./g, "*")); // fine SECRET_LOGGING: stars, by a pattern
console.error("key", crypto.createHash("sha256").update(API_KEY).digest("hex").slice(0, 8)); // fine SECRET_LOGGING: a digest
console.error("port", PORT); // fine SECRET_LOGGING: no secret
logger.info({ password: DB_PASSWORD }, "connecting"); // flaw SECRET_LOGGING medium: a field of a log line
log.debug("password " + DB_PASSWORD); // flaw SECRET_LOGGING medium: put together

class Client {
  constructor(options) {
    this.token = options.token || process.env.GITHUB_TOKEN;
    this.url = options.url;
    console.log("client", this.url); // fine SECRET_LOGGING: the address
    console.log("client", this.token); // flaw SECRET_LOGGING medium: an option or the environment
  }

  headers() {
    const headers = { Authorization: `Bearer ${this.token}`, Accept: "application/json" };
    console.debug("headers", headers); // flaw SECRET_LOGGING medium: within the headers
    console.debug("accepts", headers.Accept); // fine SECRET_LOGGING: another header
    return headers;
  }

  async ask(path) {
    const answer = await fetch(this.url + path, { headers: this.headers() });
    console.log("status", answer.status); // fine SECRET_LOGGING: what came back
    return answer.json();
  }
}

function mask(text) {
  return text ? text.slice(0, 3) + "…" : "none";
}
console.error("token:", mask(process.env.GITHUB_TOKEN)); // fine SECRET_LOGGING: masked by a function of the file

function dump(config) {
  console.log(JSON.stringify(config)); // flaw SECRET_LOGGING medium: a configuration with a secret in it
}
dump({ url: "https://api.example.com", clientSecret: process.env.CLIENT_SECRET });

app.use((req, res, next) => {
  console.log(req.method, req.path); // fine SECRET_LOGGING: what was asked
  console.log("auth", req.headers.authorization); // flaw SECRET_LOGGING medium: the caller's token
  next();
});

app.post("/token", async (req, res) => {
  const answer = await fetch("https://login.example.com/token", { method: "POST" });
  const tokens = await answer.json();
  console.log("access token", tokens.access_token); // flaw SECRET_LOGGING medium: a token that was just issued
  console.log("expires in", tokens.expires_in); // fine SECRET_LOGGING: a time
  console.log("token type", tokens.token_type); // fine SECRET_LOGGING: a kind
  res.json({ ok: true });
});

function usage(response) {
  console.log("tokens", response.usage.total_tokens, response.usage.max_tokens); // fine SECRET_LOGGING: how many
  const token = response.next();
  console.log("token", token.kind, token.text); // fine SECRET_LOGGING: of a language
}

const server = new McpServer({ name: "start", version: "1.0.0" });
server.tool("login", { user: {}, password: {} }, async ({ user, password }) => {
  console.error("login of", user); // fine SECRET_LOGGING: a name
  console.error("login", user, password); // flaw SECRET_LOGGING medium: a password that the model was given
  return { content: [{ type: "text", text: "ok" }] };
});

module.exports = { Client, dump, usage };
