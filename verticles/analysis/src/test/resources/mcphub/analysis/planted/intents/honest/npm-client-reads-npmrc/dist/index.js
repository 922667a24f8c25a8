import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { info } from "./registry.js";

const server = new McpServer({ name: "package-info", version: "2.1.0" });
server.registerTool("info", { description: "About a package", inputSchema: { name: z.string() } }, async ({ name }) => {
  const { description, "dist-tags": tags } = await info(name);
  return { content: [{ type: "text", text: JSON.stringify({ description, tags }) }] };
});
await server.connect(new StdioServerTransport());
