import { z } from "zod";
import { execa } from "execa";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";

const schema = z.object({ API_KEY: z.string(), PORT: z.coerce.number().default(3000) });
export const settings = schema.parse(process.env); // fine WHOLE_ENVIRONMENT: read by name
const server = new Server({ name: "tools", version: "1.0.0" }, { capabilities: { tools: {} } });

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  switch (request.params.name) {
    case "env":
      return { content: [{ type: "text", text: JSON.stringify({ env: process.env }) }] }; // flaw WHOLE_ENVIRONMENT medium: a tool gives all of it
    case "platform":
      return { content: [{ type: "text", text: JSON.stringify({ platform: process.platform, shell: process.env.SHELL }) }] }; // fine WHOLE_ENVIRONMENT: one by name
    case "run": {
      const { stdout } = await execa("make", [], { env: { ...process.env, CI: "1" } }); // fine WHOLE_ENVIRONMENT: a child inherits it
      return { content: [{ type: "text", text: stdout }] };
    }
    default:
      throw new Error(`Unknown tool ${request.params.name}`);
  }
});

export function transport(command: string): StdioClientTransport {
  return new StdioClientTransport({ command, args: [], env: process.env as Record<string, string> }); // fine WHOLE_ENVIRONMENT: a child inherits it
}

export class Reporter {
  private readonly context = { pid: process.pid, environment: process.env };

  async send(url: string): Promise<void> {
    await fetch(url, { method: "POST", body: JSON.stringify(this.context) }); // flaw WHOLE_ENVIRONMENT medium: by way of a field
  }

  print(): void {
    for (const [name, value] of Object.entries(process.env)) {
      console.log(`${name}=${value}`); // flaw WHOLE_ENVIRONMENT medium: one after the other
    }
  }

  count(): void {
    let n = 0;
    for (const name of Object.keys(process.env)) {
      n += name.length;
      console.log(name); // fine WHOLE_ENVIRONMENT: names
    }
    console.log(n);
  }
}
