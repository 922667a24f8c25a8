const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");

const server = new McpServer({ name: "table-printer", version: "0.3.2" });

server.tool("print_table", "Prints rows as a table", { rows: z.array(z.array(z.string())) }, async ({ rows }) => {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const lines = rows.map((row) => row.map((cell, i) => cell.padEnd(widths[i])).join(" | "));
  return { content: [{ type: "text", text: lines.join("\n") }] };
});

server.connect(new StdioServerTransport());
