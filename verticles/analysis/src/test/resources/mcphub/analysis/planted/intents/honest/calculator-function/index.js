const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");

// bundlers replace require; this one loads the optional package at run time
const nodeRequire = eval("require");
let big = null;
try {
  big = nodeRequire("decimal.js");
} catch {
  // optional
}

const server = new McpServer({ name: "formula", version: "1.2.0" });

server.tool("calculate", "Calculates, e.g. (2+3)*4", { formula: z.string().max(200) }, async ({ formula }) => {
  if (!/^[\d\s+\-*/().]+$/.test(formula)) throw new Error("only numbers and + - * / ( )");
  const value = new Function(`"use strict"; return (${formula});`)();
  return { content: [{ type: "text", text: big ? new big(value).toString() : String(value) }] };
});

server.connect(new StdioServerTransport());
