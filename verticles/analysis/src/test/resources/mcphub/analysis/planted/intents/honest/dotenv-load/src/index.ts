import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { settings } from "./config.js";

const server = new McpServer({ name: "shop-orders", version: "1.0.0" });

server.registerTool("order", { description: "An order", inputSchema: { id: z.string() } }, async ({ id }) => {
  const response = await fetch(new URL(`/orders/${encodeURIComponent(id)}`, settings.SHOP_URL), {
    headers: { authorization: `Bearer ${settings.SHOP_TOKEN}` },
  });
  return { content: [{ type: "text", text: await response.text() }] };
});

await server.connect(new StdioServerTransport());
