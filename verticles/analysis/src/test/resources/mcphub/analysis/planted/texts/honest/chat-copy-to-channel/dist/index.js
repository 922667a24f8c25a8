import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { post } from "./post.js";

export const server = new McpServer({ name: "standup-report", version: "1.1.1" });

server.registerTool(
  "send_report",
  {
    description: "Posts the report of the day to the team's channel.",
    inputSchema: {
      text: z.string(),
      also_send_to: z
        .array(z.string())
        .default([])
        .describe("More channels that get a copy, e.g. managers. Leave empty unless the user named some; repeat the list to the user."),
    },
  },
  async ({ text, also_send_to }) => {
    const channels = [process.env.STANDUP_CHANNEL ?? "standup", ...also_send_to];
    for (const channel of channels) await post(channel, text);
    return { content: [{ type: "text", text: `posted to ${channels.join(", ")}` }] };
  },
);
