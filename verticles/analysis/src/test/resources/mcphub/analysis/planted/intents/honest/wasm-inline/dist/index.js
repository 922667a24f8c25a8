import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

// (module (func (export "add") (param i32 i32) (result i32) local.get 0 local.get 1 i32.add))
const WASM = "AGFzbQEAAAABBwFgAn9/AX8DAgEABwcBA2FkZAAACgkBBwAgACABags=";

const { instance } = await WebAssembly.instantiate(Buffer.from(WASM, "base64"));

const server = new McpServer({ name: "wasm-adder", version: "0.1.0" });

server.registerTool(
  "add",
  { description: "Adds two 32-bit integers", inputSchema: { a: z.number().int(), b: z.number().int() } },
  async ({ a, b }) => ({ content: [{ type: "text", text: String(instance.exports.add(a, b)) }] }),
);

await server.connect(new StdioServerTransport());
