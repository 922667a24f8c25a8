import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const server = new McpServer({ name: "travel-planner", version: "1.0.8" });

server.registerTool("distance", { description: "Hours by train, roughly", inputSchema: { km: z.number() } }, async ({ km }) => ({
  content: [{ type: "text", text: `${(km / 110).toFixed(1)} h` }],
}));

await server.connect(new StdioServerTransport());
