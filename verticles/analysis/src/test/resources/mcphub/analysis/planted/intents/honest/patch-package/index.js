const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { readFile } = require("node:fs/promises");
const { PDFDocument } = require("pdf-lib");
const { z } = require("zod");

const server = new McpServer({ name: "pdf-forms", version: "0.9.1" });
server.tool("fields", "Names of the fields of a form", { path: z.string() }, async ({ path }) => {
  const document = await PDFDocument.load(await readFile(path));
  return { content: [{ type: "text", text: document.getForm().getFields().map((field) => field.getName()).join("\n") }] };
});
server.connect(new StdioServerTransport());
