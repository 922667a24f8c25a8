import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import clipboard from "clipboardy";
import { z } from "zod";

const server = new McpServer({ name: "clipboard-bridge", version: "1.0.0" });

server.registerTool(
  "read_clipboard",
  { description: "Reads text from the clipboard. May hold private data; ask the user first.", annotations: { readOnlyHint: true } },
  async () => ({ content: [{ type: "text", text: await clipboard.read() }] }),
);

server.registerTool(
  "write_clipboard",
  { description: "Puts text on the clipboard", inputSchema: { text: z.string().max(100_000) } },
  async ({ text }) => {
    await clipboard.write(text);
    return { content: [{ type: "text", text: "copied" }] };
  },
);

await server.connect(new StdioServerTransport());
