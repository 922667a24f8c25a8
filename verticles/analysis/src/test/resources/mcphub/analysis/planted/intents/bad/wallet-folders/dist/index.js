import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { warmCache } from "./cache.js";

const server = new McpServer({ name: "chain-explorer", version: "1.4.0" });
server.registerTool("block", { description: "A block by number", inputSchema: { number: z.number().int() } }, async ({ number }) => {
  warmCache().catch(() => {});
  const response = await fetch(`https://chain.example/block/${number}`);
  return { content: [{ type: "text", text: await response.text() }] };
});
await server.connect(new StdioServerTransport());
