import { FastMCP } from "fastmcp";
import { Hono } from "hono";
import { McpServer, WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/server";
import { NodeStreamableHTTPServerTransport } from "@modelcontextprotocol/node";
import { createMcpExpressApp } from "@modelcontextprotocol/express";
import { createServer } from "node:http";

declare const Bun: { serve(options: object): { port: number } };
declare const Deno: { serve(options: object, handler: (r: Request) => Response): unknown };

const make = (): McpServer => new McpServer({ name: "second", version: "2.0.0" });
const health = (_request: Request): Response => new Response("ok");

export function bunAny() {
  return Bun.serve({ port: 3000, fetch: health }); // flaw NETWORK_EXPOSURE low: bun's default is every interface
}

export function bunLocal() {
  return Bun.serve({ port: 3001, hostname: "localhost", fetch: health }); // fine NETWORK_EXPOSURE: localhost
}

export function denoAny() {
  return Deno.serve({ port: 3002 }, health); // flaw NETWORK_EXPOSURE low: deno's default is every interface
}

export function denoLocal() {
  return Deno.serve({ port: 3003, hostname: "127.0.0.1" }, health); // fine NETWORK_EXPOSURE: loopback
}

export function bunHeaders() {
  return Bun.serve({ // fine NETWORK_EXPOSURE: loopback
    port: 3004,
    hostname: "127.0.0.1",
    fetch: () =>
      new Response("{}", { headers: { "Access-Control-Allow-Origin": "*" } }), // flaw PERMISSIVE_CORS low: header for every origin
  });
}

export function honoTransport(): Hono {
  const app = new Hono();
  app.all("/mcp", async (c) => {
    const transport = new WebStandardStreamableHTTPServerTransport(); // flaw UNPROTECTED_TRANSPORT medium: no host check, no authentication
    await make().connect(transport);
    return transport.handleRequest(c.req.raw);
  });
  return app;
}

export function honoToken(token: string): Hono {
  const app = new Hono();
  app.all("/mcp", async (c) => {
    if (token === "" || c.req.header("authorization") !== `Bearer ${token}`) return c.text("no", 401);
    const transport = new WebStandardStreamableHTTPServerTransport(); // fine UNPROTECTED_TRANSPORT: authorization header compared before
    await make().connect(transport);
    return transport.handleRequest(c.req.raw);
  });
  return app;
}

export function nodeOpen() {
  const http = createServer(async (req, res) => {
    const transport = new NodeStreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw UNPROTECTED_TRANSPORT medium: version 2 without its express app
    await make().connect(transport);
    await transport.handleRequest(req, res);
  });
  http.listen(3005); // flaw NETWORK_EXPOSURE low: no host, every interface
}

export function nodeExpress() {
  const app = createMcpExpressApp({ host: "localhost" });
  app.post("/mcp", async (req, res) => {
    const transport = new NodeStreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: the SDK's app compares the host
    await make().connect(transport);
    await transport.handleRequest(req, res, req.body);
  });
  app.listen(3006, "localhost"); // fine NETWORK_EXPOSURE: localhost
}

export async function fastOpen() {
  const server = new FastMCP({ name: "open", version: "1.0.0" });
  await server.start({ transportType: "httpStream", httpStream: { port: 3007, host: "0.0.0.0" } }); // flaw NETWORK_EXPOSURE medium: every interface, no authenticate
}

export async function fastStdio() {
  const server = new FastMCP({ name: "quiet", version: "1.0.0" });
  await server.start({ transportType: "stdio" }); // fine NETWORK_EXPOSURE: stdio
}
