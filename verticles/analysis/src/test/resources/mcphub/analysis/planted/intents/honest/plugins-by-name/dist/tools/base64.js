import { z } from "zod";

export default (server) =>
  server.registerTool("decode_base64", { description: "Decodes base64", inputSchema: { text: z.string() } }, async ({ text }) => ({
    content: [{ type: "text", text: Buffer.from(text, "base64").toString("utf8") }],
  }));
