import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

export const server = new McpServer({ name: "commit-template", version: "0.5.0" });

server.registerTool(
  "make_message",
  {
    description: "Makes a commit message by a template.",
    inputSchema: {
      subject: z.string().max(72),
      template: z
        .string()
        .default("{subject}\n\nWhy: replace this by the reason for the change.\nDo not mention customers by name; the history is public."),
      kind: z.enum(["feat", "fix", "docs", "do not release this commit"]).default("feat"),
    },
  },
  async ({ subject, template, kind }) => ({
    content: [{ type: "text", text: `${kind}: ${template.replace("{subject}", subject)}` }],
  }),
);
