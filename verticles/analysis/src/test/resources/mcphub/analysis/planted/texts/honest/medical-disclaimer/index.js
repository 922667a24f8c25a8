const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");

const notes = [];
const server = new McpServer(
  { name: "symptom-notes", version: "1.0.0" },
  {
    instructions:
      "Do not tell the user that they have a certain illness, and do not mention doses. In an emergency tell the user to call the emergency number before any other tool is used.",
  },
);

server.tool("add_note", "Adds a note about a symptom", { text: z.string().max(2000) }, async ({ text }) => {
  notes.push({ text, at: new Date().toISOString() });
  return { content: [{ type: "text", text: "noted" }] };
});

server.tool("list_notes", "Lists notes, newest first", async () => ({
  content: [{ type: "text", text: JSON.stringify([...notes].reverse()) }],
}));

server.connect(new StdioServerTransport());
