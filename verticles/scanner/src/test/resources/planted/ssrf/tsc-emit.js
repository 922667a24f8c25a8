"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.GitServer = void 0;
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const axios_1 = __importDefault(require("axios"));
const node_fetch_1 = __importDefault(require("node-fetch"));
const undici_1 = require("undici");
const zod_1 = require("zod");
class GitServer {
    constructor() {
        this.host = "https://git.example.com";
        this.client = axios_1.default.create({ baseURL: "https://git.example.com/api/v4/" });
        this.server = new mcp_js_1.McpServer({ name: "git", version: "1.0.0" });
        const s = { value: zod_1.z.string() };
        this.server.registerTool("set_host", { inputSchema: s }, async (args) => {
            this.other = args.value;
            return this.text("set");
        });
        this.server.registerTool("projects", { inputSchema: s }, async ({ value }) => this.projects(value));
        this.server.registerTool("other", { inputSchema: {} }, async () => this.fromOther());
        this.server.registerTool("avatar", { inputSchema: s }, async ({ value }) => this.avatar(value));
        this.server.registerTool("raw", { inputSchema: s }, async ({ value }) => this.raw(value));
        this.server.registerTool("hook", { inputSchema: s }, async (args) => this.hook(args));
        this.server.registerTool("state", { inputSchema: {} }, async () => this.state());
        this.server.registerTool("listed", { inputSchema: s }, async ({ value }) => this.listed(value));
    }
    async projects(search) {
        const { data } = await this.client.get("projects", { params: { search } }); // fine SSRF: constant base, query parameter
        return this.text(data.length);
    }
    async fromOther() {
        const res = await (0, node_fetch_1.default)(`${this.other}/api/v4/version`); // flaw SSRF high: base in a field set by another tool
        return this.text(await res.text());
    }
    async avatar(user) {
        const res = await (0, node_fetch_1.default)(`${this.host}/avatar/${encodeURIComponent(user)}`); // fine SSRF: field is a constant, segment encoded
        return this.text(res.status);
    }
    async raw(url) {
        var _a;
        const { statusCode, body } = await (0, undici_1.request)(url); // flaw SSRF high: tsc shape of undici
        return this.text(`${statusCode} ${(_a = (await body.text())) !== null && _a !== void 0 ? _a : ""}`);
    }
    async hook(args) {
        const { status } = await axios_1.default.post(args.value, { event: "push" }); // flaw SSRF high: webhook of the caller
        return this.text(status);
    }
    async state() {
        const { data } = await axios_1.default.get("https://status.example.com/api"); // fine SSRF: constant
        return this.text(data);
    }
    allowed(url) {
        return ["git.example.com", "www.example.com"].includes(new URL(url).hostname);
    }
    async listed(url) {
        if (!this.allowed(url)) {
            throw new Error("host is not allowed");
        }
        const { data } = await axios_1.default.get(url, { maxRedirects: 0 }); // fine SSRF: method with an allow-list of hosts
        return this.text(data);
    }
    text(value) {
        return { content: [{ type: "text", text: String(value) }] };
    }
}
exports.GitServer = GitServer;
(0, node_fetch_1.default)(process.argv[2]); // flaw SSRF low: operator's command line
new GitServer();
