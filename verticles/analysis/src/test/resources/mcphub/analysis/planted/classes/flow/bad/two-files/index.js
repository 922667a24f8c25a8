import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { load } from "./lib/load.js";
import { request } from "./lib/request.js";

const server = new McpServer({ name: "two", version: "1.0.0" });
server.registerTool("load", { inputSchema: { path: z.string() } }, load);
server.registerTool("request", { inputSchema: { url: z.string() } }, request);
