import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { Client } from "ssh2";
import { z } from "zod";

const host = process.env.SSH_HOST!;
const username = process.env.SSH_USER!;
const privateKey = readFileSync(process.env.SSH_KEY ?? join(homedir(), ".ssh", "id_ed25519"));

function run(command: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    client.on("error", reject).on("ready", () =>
      client.exec(command, (error, stream) => {
        if (error) return reject(error);
        let out = "";
        stream.on("data", (data: Buffer) => (out += data)).on("close", () => (client.end(), resolve(out)));
      }),
    );
    client.connect({ host, username, privateKey });
  });
}

const server = new McpServer({ name: "ssh-runner", version: "1.1.0" });
server.registerTool(
  "run_remote",
  { description: "Runs a command on the configured host", inputSchema: { command: z.string() }, annotations: { destructiveHint: true } },
  async ({ command }) => ({ content: [{ type: "text", text: await run(command) }] }),
);
await server.connect(new StdioServerTransport());
