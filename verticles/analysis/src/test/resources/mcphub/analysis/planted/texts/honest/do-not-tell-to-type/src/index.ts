import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { describe } from "./reply.js";

export const server = new McpServer({ name: "approval-queue", version: "1.3.1" });
const queue: string[] = [];

server.registerTool(
  "propose_action",
  { description: "Proposes an action. The user decides in the app.", inputSchema: { title: z.string() } },
  async ({ title }) => {
    queue.push(title);
    return { content: [{ type: "text", text: describe({ title, running: false }) }] };
  },
);
