import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import cron from "node-cron";
import { z } from "zod";

const server = new McpServer({ name: "reminder-cron", version: "0.8.0" }, { capabilities: { logging: {} } });

server.registerTool(
  "remind",
  {
    description: "Reminds at times, as in crontab, until a date",
    inputSchema: { when: z.string().refine((text) => cron.validate(text)), text: z.string(), until: z.string().date() },
  },
  async ({ when, text, until }) => {
    const end = Date.parse(until);
    const job = cron.schedule(when, () => {
      if (Date.now() > end) return job.stop();
      server.sendLoggingMessage({ level: "notice", data: text });
    });
    return { content: [{ type: "text", text: `will remind until ${until}` }] };
  },
);

await server.connect(new StdioServerTransport());
