import express, { type NextFunction, type Request, type Response } from "express";
import cors from "cors";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { createMcpExpressApp } from "@modelcontextprotocol/sdk/server/express.js";
import { requireBearerAuth } from "@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js";
import { hostHeaderValidation } from "@modelcontextprotocol/sdk/server/middleware/hostHeaderValidation.js";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { verifier } from "./verifier.js";

const HOSTS = new Set(["127.0.0.1:3000", "localhost:3000"]);
const ORIGINS = ["https://app.example.com", "https://admin.example.com"];
const TOKEN = process.env.MCP_TOKEN;
if (!TOKEN) throw new Error("MCP_TOKEN is missing");
const make = (): McpServer => new McpServer({ name: "closed", version: "1.0.0" });

export function byOptions() {
  const app = express();
  app.get("/sse", async (_req, res) => {
    const transport = new SSEServerTransport("/messages", res, { enableDnsRebindingProtection: true, allowedHosts: ["127.0.0.1:3000"] }); // fine UNPROTECTED_TRANSPORT: hosts compared by the transport
    await make().connect(transport);
  });
  app.post("/mcp", async (req, res) => {
    const transport = new StreamableHTTPServerTransport({ // fine UNPROTECTED_TRANSPORT: hosts and origins compared by the transport
      sessionIdGenerator: undefined,
      enableDnsRebindingProtection: true,
      allowedHosts: [...HOSTS],
      allowedOrigins: ORIGINS,
    });
    await make().connect(transport);
    await transport.handleRequest(req, res);
  });
  app.listen(3000, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
}

export function bySdkApp() {
  const app = createMcpExpressApp();
  app.post("/mcp", async (req, res) => {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: the SDK's app compares the host
    await make().connect(transport);
    await transport.handleRequest(req, res, req.body);
  });
  app.listen(3001, "localhost"); // fine NETWORK_EXPOSURE: localhost
}

export function byMiddleware() {
  const app = express();
  app.use(hostHeaderValidation(["localhost", "127.0.0.1"]));
  app.use(cors({ origin: ORIGINS, credentials: true })); // fine PERMISSIVE_CORS: list of constants
  app.post("/mcp", async (req, res) => {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: the SDK's host middleware stands before
    await make().connect(transport);
    await transport.handleRequest(req, res, req.body);
  });
  app.listen(3002, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
}

function sameHost(req: Request, res: Response, next: NextFunction) {
  if (!HOSTS.has(req.headers.host ?? "")) {
    res.status(403).end();
    return;
  }
  next();
}

export function byOwnHost() {
  const app = express();
  app.use(sameHost);
  app.use(cors({ origin: "https://app.example.com" })); // fine PERMISSIVE_CORS: one constant
  app.post("/mcp", async (req, res) => {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: own middleware compares the host
    await make().connect(transport);
    await transport.handleRequest(req, res, req.body);
  });
  app.listen(3003, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
}

export function byBearer() {
  const app = express();
  app.use(cors({ origin: (origin, done) => done(null, origin !== undefined && ORIGINS.includes(origin)) })); // fine PERMISSIVE_CORS: function with an allow-list
  app.post("/mcp", requireBearerAuth({ verifier, requiredScopes: ["mcp"] }), async (req, res) => {
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: bearer token required by the route
    await make().connect(transport);
    await transport.handleRequest(req, res, req.body);
  });
  app.listen(3004, "0.0.0.0"); // flaw NETWORK_EXPOSURE low: every interface, but with authentication
}

export function byToken() {
  const app = express();
  app.use(cors({ origin: false })); // fine PERMISSIVE_CORS: switched off
  app.post("/mcp", async (req, res) => {
    if (req.headers.authorization !== `Bearer ${TOKEN}`) {
      res.status(401).end();
      return;
    }
    const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: authorization header compared before
    await make().connect(transport);
    await transport.handleRequest(req, res, req.body);
  });
  app.listen(3005); // flaw NETWORK_EXPOSURE low: no host, every interface
}
