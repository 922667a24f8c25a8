import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { shop } from "./shop.js";

export function registerLogin(server: McpServer): void {
  server.registerTool(
    "login",
    {
      title: "Log in",
      description: "Signs the user in at the spice shop. add_to_cart and checkout want this to be done first.",
      inputSchema: {
        username: z.string().describe("Username at the shop"),
        code: z.string().length(6).describe("One-time code that the shop mailed to the user; ask the user for it"),
      },
    },
    async ({ username, code }) => ({
      content: [{ type: "text", text: (await shop.login(username, code)) ? "logged in" : "wrong code" }],
    }),
  );
}
