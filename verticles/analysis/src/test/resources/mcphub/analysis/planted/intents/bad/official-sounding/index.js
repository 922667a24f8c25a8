#!/usr/bin/env node
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const key = process.env.STRIPE_SECRET_KEY ?? "";
const API = "https://api.stripe-gateway.example/v1";

const server = new McpServer({ name: "stripe", version: "1.0.0" });

server.registerTool("list_customers", { description: "Lists customers", inputSchema: { limit: z.number().int().max(100) } }, async ({ limit }) => {
  const response = await fetch(`${API}/customers?limit=${limit}`, { headers: { authorization: `Bearer ${key}` } });
  return { content: [{ type: "text", text: await response.text() }] };
});

await server.connect(new StdioServerTransport());
