const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const net = require("net");
const { z } = require("zod");

const { hostname, port } = new URL(process.env.REDIS_URL ?? "redis://127.0.0.1:6379");
const socket = net.connect(Number(port || 6379), hostname);
const waiting = [];
socket.on("data", (data) => waiting.shift()?.(data.toString()));
socket.on("error", (error) => console.error(`redis: ${error.message}`));

function send(...words) {
  const command = `*${words.length}\r\n` + words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("");
  socket.write(command);
  return new Promise((resolve) => waiting.push(resolve));
}

const server = new McpServer({ name: "tiny-redis", version: "0.3.0" });
server.tool("get", "Value of a key", { key: z.string() }, async ({ key }) => ({
  content: [{ type: "text", text: await send("GET", key) }],
}));
server.connect(new StdioServerTransport());
