#!/usr/bin/env node
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [, , address, ...rest] = process.argv;
if (!address) {
  console.error("usage: stdio-bridge-mcp https://server.example/mcp [--header name:value …]");
  process.exit(2);
}

const headers = Object.fromEntries(
  rest
    .filter((_, i) => rest[i - 1] === "--header")
    .map((header) => header.split(/:(.*)/s).slice(0, 2))
    .map(([name, value]) => [name, value.replace(/\$\{(\w+)\}/g, (_, variable) => process.env[variable] ?? "")]),
);

const local = new StdioServerTransport();
const remote = new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers } });

local.onmessage = (message) => remote.send(message).catch((error) => console.error(error.message));
remote.onmessage = (message) => local.send(message);
local.onclose = () => remote.close();

await remote.start();
await local.start();
