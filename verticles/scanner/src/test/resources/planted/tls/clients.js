const https = require("https");
const tls = require("tls");
const axios = require("axios");
const { Pool } = require("pg");
const WebSocket = require("ws");
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");

const server = new McpServer({ name: "clients", version: "1.0.0" });
const agent = new https.Agent({ keepAlive: true, rejectUnauthorized: false }); // flaw TLS_VERIFICATION high: an agent that checks nothing
const careful = new https.Agent({ keepAlive: true, rejectUnauthorized: true }); // fine TLS_VERIFICATION: it checks

axios.defaults.httpsAgent = new https.Agent({
  rejectUnauthorized: false, // flaw TLS_VERIFICATION high: for all of axios
});

class Client {
  constructor(config) {
    this.config = config;
    this.http = axios.create({ baseURL: config.url, httpsAgent: careful });
    this.options = { timeout: 1000 };
    this.options.rejectUnauthorized = false; // flaw TLS_VERIFICATION high: stored for each request
  }

  ask(path) {
    return new Promise((resolve) => https.get(this.config.url + path, this.options, resolve));
  }

  secure(path) {
    const options = { method: "GET" };
    options.rejectUnauthorized = true; // fine TLS_VERIFICATION: true
    return new Promise((resolve) => https.get(this.config.url + path, options, resolve));
  }
}

function database(url) {
  return new Pool({ connectionString: url, ssl: { rejectUnauthorized: false } }); // flaw TLS_VERIFICATION high: a database without a check
}

function bySetting() {
  return new Pool({
    host: process.env.PGHOST,
    ssl: process.env.PGSSL === "insecure" ? { rejectUnauthorized: false } : true, // flaw TLS_VERIFICATION low: the operator decides
  });
}

function byMode(url) {
  const mode = new URL(url).searchParams.get("sslmode");
  if (mode === "require") {
    return { ssl: { rejectUnauthorized: false } }; // flaw TLS_VERIFICATION low: sslmode says it
  }
  return { ssl: { rejectUnauthorized: mode !== "no-verify" } }; // fine TLS_VERIFICATION: checked unless asked otherwise
}

function socket(url) {
  return new WebSocket(url, { rejectUnauthorized: false }); // flaw TLS_VERIFICATION high: a socket
}

function connect(host) {
  return tls.connect({ host, port: 443, checkServerIdentity: () => undefined }); // flaw TLS_VERIFICATION high: any name will do
}

function pinned(host, fingerprint) {
  return tls.connect({
    host,
    port: 443,
    checkServerIdentity: (name, cert) => { // fine TLS_VERIFICATION: it is looked at
      if (cert.fingerprint256 !== fingerprint) throw new Error("another certificate");
      return tls.checkServerIdentity(name, cert);
    },
  });
}

function warn(options) {
  if (options.rejectUnauthorized === false) { // fine TLS_VERIFICATION: a setting that is read
    console.error("certificates are not checked");
  }
}

function serve(key, cert) {
  return https.createServer({ key, cert, requestCert: true, rejectUnauthorized: false }, () => {}); // fine TLS_VERIFICATION: clients' certificates are optional
}

function local() {
  return https.request({ hostname: "127.0.0.1", port: 27124, rejectUnauthorized: false }); // flaw TLS_VERIFICATION low: on this machine
}

const defaults = { rejectUnauthorized: false, timeout: 100 }; // fine TLS_VERIFICATION: replaced before it is used
function overridden(url) {
  return https.get(url, { ...defaults, rejectUnauthorized: true });
}

function withAgent(strict) {
  return new https.Agent({ rejectUnauthorized: strict }); // flaw TLS_VERIFICATION high: a caller hands in false
}

server.tool("get", { path: {} }, async ({ path }) => {
  const answer = await axios.get("https://api.example.com/" + encodeURIComponent(path), { httpsAgent: withAgent(false) });
  return { content: [{ type: "text", text: answer.data }] };
});

const HELP = { rejectUnauthorized: "set it to false to check nothing" }; // fine TLS_VERIFICATION: a text
module.exports = { Client, database, bySetting, byMode, socket, connect, pinned, warn, serve, local, overridden, HELP, agent };
