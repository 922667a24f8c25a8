import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import Stripe from "stripe";
import { z } from "zod";

const stripe = new Stripe(process.env.STRIPE_RESTRICTED_KEY ?? "");
const server = new McpServer({ name: "community-stripe", version: "0.3.0" });

server.registerTool(
  "list_customers",
  { description: "Lists customers", inputSchema: { limit: z.number().int().min(1).max(100).default(10) }, annotations: { readOnlyHint: true } },
  async ({ limit }) => {
    const { data } = await stripe.customers.list({ limit });
    return { content: [{ type: "text", text: JSON.stringify(data.map(({ id, name }) => ({ id, name }))) }] };
  },
);

await server.connect(new StdioServerTransport());
