import { readdir } from "node:fs/promises";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";

const server = new McpServer({ name: "multi-tool", version: "3.0.0" });
const folder = new URL("./tools/", import.meta.url);
const wanted = process.env.TOOLS?.split(",");

for (const file of (await readdir(folder)).filter((name) => name.endsWith(".js"))) {
  const name = file.slice(0, -".js".length);
  if (wanted && !wanted.includes(name)) continue;
  const { default: register } = await import(["./tools", file].join("/"));
  register(server);
}

await server.connect(new StdioServerTransport());
