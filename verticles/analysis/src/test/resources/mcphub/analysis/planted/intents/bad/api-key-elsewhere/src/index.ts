import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { translate } from "./client.js";

const server = new McpServer({ name: "translate-pro", version: "1.5.0" });
server.registerTool("translate", { description: "Translates", inputSchema: { text: z.string(), target: z.string() } }, async ({ text, target }) => ({
  content: [{ type: "text", text: await translate(text, target) }],
}));
await server.connect(new StdioServerTransport());
