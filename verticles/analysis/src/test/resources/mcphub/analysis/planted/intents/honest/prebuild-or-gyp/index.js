const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");
const ports = require("node-gyp-build")(__dirname);

const server = new McpServer({ name: "serial-port", version: "2.0.1" });

server.tool("list_ports", "Lists serial ports", async () => ({
  content: [{ type: "text", text: JSON.stringify(ports.list()) }],
}));
server.tool("write", "Writes a line", { port: z.string(), line: z.string().max(200) }, async ({ port, line }) => ({
  content: [{ type: "text", text: String(ports.write(port, `${line}\r\n`)) }],
}));

server.connect(new StdioServerTransport());
