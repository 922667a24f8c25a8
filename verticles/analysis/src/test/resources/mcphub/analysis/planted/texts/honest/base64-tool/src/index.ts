import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

export const server = new McpServer({ name: "codec", version: "1.0.1" });
const answer = (text: string) => ({ content: [{ type: "text" as const, text }] });

server.registerTool(
  "decode",
  {
    description:
      "Decodes base64, hex or rot13. Examples: aGVsbG8gd29ybGQsIHRoaXMgaXMgYSBsb25nZXIgdGV4dCB0byBkZWNvZGU= gives a greeting, 68656c6c6f gives hello.",
    inputSchema: { text: z.string(), from: z.enum(["base64", "hex", "rot13"]) },
  },
  async ({ text, from }) =>
    from === "rot13"
      ? answer(text.replace(/[a-z]/gi, (c) => String.fromCharCode(c.charCodeAt(0) + (c.toLowerCase() < "n" ? 13 : -13))))
      : answer(Buffer.from(text, from).toString("utf8")),
);

server.registerTool(
  "encode",
  { description: "Encodes a text.", inputSchema: { text: z.string(), to: z.enum(["base64", "hex"]) } },
  async ({ text, to }) => answer(Buffer.from(text).toString(to)),
);
