import { z } from "zod";

export default (server) =>
  server.registerTool("reverse", { description: "Reverses a text", inputSchema: { text: z.string() } }, async ({ text }) => ({
    content: [{ type: "text", text: [...text].reverse().join("") }],
  }));
