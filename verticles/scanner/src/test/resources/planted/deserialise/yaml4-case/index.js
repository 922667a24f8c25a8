"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const zod_1 = require("zod");
const js_yaml_1 = require("js-yaml");
const server = new mcp_js_1.McpServer({ name: "pipelines", version: "2.0.0" });
server.registerTool("parse", { inputSchema: { source: zod_1.z.string() } }, async ({ source }) => {
    const value = (0, js_yaml_1.load)(source); // fine UNSAFE_DESERIALIZATION: version 4 loads plain data
    return { content: [{ type: "text", text: JSON.stringify(value) }] };
});
server.registerTool("parse_all", { inputSchema: { source: zod_1.z.string() } }, async (args) => {
    const value = (0, js_yaml_1.loadAll)(args.source); // fine UNSAFE_DESERIALIZATION: version 4 loads plain data
    return { content: [{ type: "text", text: JSON.stringify(value) }] };
});
