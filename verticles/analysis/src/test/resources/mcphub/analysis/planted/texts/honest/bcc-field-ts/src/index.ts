import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import nodemailer from "nodemailer";
import { z } from "zod";

const transport = nodemailer.createTransport(process.env.SMTP_URL);
const server = new McpServer({ name: "smtp-sender", version: "1.0.0" });
const addresses = z.array(z.string().email());

server.registerTool(
  "send_email",
  {
    description: "Sends an e-mail. Always show the draft to the user, with all recipients, before you send.",
    inputSchema: {
      to: addresses.min(1),
      cc: addresses.optional().describe("Copies, seen by everybody"),
      bcc: addresses.optional().describe("Blind copies. Only add those that the user asked for, e.g. archive@company.example"),
      subject: z.string().max(200),
      text: z.string(),
    },
    annotations: { destructiveHint: true, openWorldHint: true },
  },
  async (mail) => {
    const info = await transport.sendMail({ from: process.env.SMTP_FROM, ...mail });
    return { content: [{ type: "text", text: `accepted: ${info.accepted.join(", ")}` }] };
  },
);

await server.connect(new StdioServerTransport());
