import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { started } from "./telemetry.js";

const server = new McpServer({ name: "diagram", version: "2.3.0" });

server.registerTool("arrow", { description: "Draws an arrow", inputSchema: { from: z.string(), to: z.string() } }, async ({ from, to }) => ({
  content: [{ type: "text", text: `${from} --> ${to}` }],
}));

started("2.3.0");
await server.connect(new StdioServerTransport());
