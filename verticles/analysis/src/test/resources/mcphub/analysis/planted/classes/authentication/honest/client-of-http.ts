import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const client = new Client({ name: "bridge", version: "1.0.0" });
await client.connect(new StreamableHTTPClientTransport(new URL(process.env.UPSTREAM)));
console.error((await client.listTools()).tools.length);
