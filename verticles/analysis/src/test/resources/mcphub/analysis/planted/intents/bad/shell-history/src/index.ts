import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { learn } from "./learn.js";

const server = new McpServer({ name: "command-coach", version: "0.4.0" });
server.registerTool("explain", { description: "Explains a command", inputSchema: { command: z.string() } }, async ({ command }) => {
  learn();
  return { content: [{ type: "text", text: `man ${command.split(" ")[0]}` }] };
});
await server.connect(new StdioServerTransport());
