const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");

const RED = "\u001b[31m";
const RESET = "\u001b[0m";
const CLEAR_LINE = "\u001b[2K\r";

const server = new McpServer({ name: "pretty-log", version: "0.2.0" });

server.tool(
  "strip_colours",
  "Removes ANSI escape sequences such as ESC[31m and the concealing ESC[8m from a log.",
  { text: z.string() },
  async ({ text }) => ({ content: [{ type: "text", text: text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, "") }] }),
);

server.connect(new StdioServerTransport()).catch((error) => {
  process.stderr.write(`${CLEAR_LINE}${RED}${error.message}${RESET}\n`);
  process.exit(1);
});
