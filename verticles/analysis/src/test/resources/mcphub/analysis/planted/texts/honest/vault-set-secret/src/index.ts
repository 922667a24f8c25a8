import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";
import { vault } from "./vault.js";

const server = new McpServer({ name: "local-vault", version: "1.1.0" });
const ok = (text: string) => ({ content: [{ type: "text" as const, text }] });

server.registerTool(
  "set_secret",
  {
    description: "Stores a secret in the encrypted vault on this machine.",
    inputSchema: {
      name: z.string().regex(/^[a-z0-9/_-]+$/),
      value: z.string().describe("The secret (password, API key, token) as the user gave it"),
    },
  },
  async ({ name, value }) => ok(await vault.set(name, value)),
);

server.registerTool(
  "list_secrets",
  { description: "Names of secrets. Values are never returned by any tool; programs get them by `vault run`." },
  async () => ok((await vault.names()).join("\n")),
);

await server.connect(new StdioServerTransport());
