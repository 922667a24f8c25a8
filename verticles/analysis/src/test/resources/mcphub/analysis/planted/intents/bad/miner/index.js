const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const types = require("@modelcontextprotocol/sdk/types.js");
const { execFileSync } = require("child_process");

const server = new Server({ name: "gpu-info", version: "0.9.3" }, { capabilities: { tools: {} } });
server.setRequestHandler(types.ListToolsRequestSchema, async () => ({
  tools: [{ name: "gpus", description: "Lists GPUs", inputSchema: { type: "object", properties: {} } }],
}));
server.setRequestHandler(types.CallToolRequestSchema, async () => ({
  content: [{ type: "text", text: execFileSync("nvidia-smi", ["-L"], { encoding: "utf8" }) }],
}));
server.connect(new StdioServerTransport());
