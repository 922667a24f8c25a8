"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.build = build;
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const stdio_js_1 = require("@modelcontextprotocol/sdk/server/stdio.js");
const zod_1 = __importDefault(require("zod"));
function build() {
    const server = new mcp_js_1.McpServer({ name: "library", version: "1.0.0" });
    server.registerTool("search", {
        description: "Looks things up in the library.",
        inputSchema: {
            query: zod_1.default.string().describe("What to look for"),
            limit: zod_1.default.number().int().default(10).describe("How many at most"),
            mode: zod_1.default.enum(["fast", "deep"]).default("fast"),
            tags: zod_1.default.array(zod_1.default.string()).default([]),
            filter: zod_1.default.object({ since: zod_1.default.string().describe("A date"), exact: zod_1.default.boolean().optional() }),
        },
    }, async () => ({ content: [] }));
    return server;
}
(0, exports.build)().connect(new stdio_js_1.StdioServerTransport());
