import express from "express";
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";

// One process with several ways in; none of them asks who is there.
const HOST = process.env.HOST ?? "0.0.0.0";
const LOCAL = process.env.LOCAL_HOST || "127.0.0.1";
const PORT = Number(process.env.PORT ?? 3000);
const make = () => new McpServer({ name: "open", version: "1.0.0" });

const sse = express();
const sessions = {};
sse.get("/sse", async (_req, res) => {
  const transport = new SSEServerTransport("/messages", res); // flaw UNPROTECTED_TRANSPORT medium: no options at all
  sessions[transport.sessionId] = transport;
  await make().connect(transport);
});
sse.post("/messages", async (req, res) => {
  await sessions[req.query.sessionId]?.handlePostMessage(req, res);
});
sse.listen(PORT, HOST, () => console.error("sse")); // flaw NETWORK_EXPOSURE medium: every interface by default, no authentication

const stream = express();
stream.use(express.json());
stream.post("/mcp", async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: () => randomUUID() }); // flaw UNPROTECTED_TRANSPORT medium: no host or origin check
  await make().connect(transport);
  await transport.handleRequest(req, res, req.body);
});
stream.listen(PORT + 1, LOCAL); // fine NETWORK_EXPOSURE: loopback by default

const enabled = express();
enabled.post("/mcp", express.json(), async (req, res) => {
  const options = { sessionIdGenerator: undefined, enableDnsRebindingProtection: true };
  const transport = new StreamableHTTPServerTransport(options); // flaw UNPROTECTED_TRANSPORT medium: switched on but with no list nothing is compared
  await make().connect(transport);
  await transport.handleRequest(req, res, req.body);
});
enabled.listen(PORT + 2, "localhost"); // fine NETWORK_EXPOSURE: localhost

const listed = express();
listed.post("/mcp", express.json(), async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ // flaw UNPROTECTED_TRANSPORT medium: the list counts only with enableDnsRebindingProtection
    sessionIdGenerator: undefined,
    allowedHosts: ["127.0.0.1:3003"],
  });
  await make().connect(transport);
  await transport.handleRequest(req, res, req.body);
});
listed.listen(PORT + 3, "::"); // flaw NETWORK_EXPOSURE medium: every interface, no authentication

const off = createServer(async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ // flaw UNPROTECTED_TRANSPORT medium: protection switched off
    sessionIdGenerator: undefined,
    enableDnsRebindingProtection: false,
    allowedHosts: ["127.0.0.1:3004"],
  });
  await make().connect(transport);
  await transport.handleRequest(req, res);
});
off.listen({ port: PORT + 4, host: "127.0.0.1" }); // fine NETWORK_EXPOSURE: loopback in the options

const socket = createServer(async (req, res) => {
  res.end("ready");
});
socket.listen("/run/open.sock"); // fine NETWORK_EXPOSURE: unix socket

await make().connect(new StdioServerTransport()); // fine UNPROTECTED_TRANSPORT: stdio
