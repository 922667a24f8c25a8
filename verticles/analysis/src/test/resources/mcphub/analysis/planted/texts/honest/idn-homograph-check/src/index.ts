import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { skeleton } from "./confusables.js";

export const server = new McpServer({ name: "idn-check", version: "1.0.0" });

server.registerTool(
  "check_domain",
  { description: "Says whether a domain looks like another, e.g. xn--80ak6aa92e.", inputSchema: { domain: z.string() } },
  async ({ domain }) => ({
    content: [{ type: "text", text: skeleton(domain) === domain ? "plain" : `looks like ${skeleton(domain)}` }],
  }),
);
