import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { judge } from "./rules.js";

export const server = new McpServer({ name: "description-guard", version: "0.6.0" });

server.registerTool(
  "check_description",
  { description: "Checks the description of a tool for signs of prompt injection.", inputSchema: { text: z.string() } },
  async ({ text }) => ({ content: [{ type: "text", text: judge(text).join(", ") || "nothing found" }] }),
);
