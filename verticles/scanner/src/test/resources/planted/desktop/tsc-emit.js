"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.ViewerServer = void 0;
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const open_1 = __importDefault(require("open"));
const electron_1 = require("electron");
const child_process_1 = require("child_process");
const zod_1 = require("zod");
class ViewerServer {
    constructor() {
        this.server = new mcp_js_1.McpServer({ name: "viewer", version: "1.0.0" });
        const url = { url: zod_1.z.string() };
        this.server.registerTool("view", { inputSchema: url }, async ({ url }) => this.view(url));
        this.server.registerTool("view_safe", { inputSchema: url }, async ({ url }) => this.viewSafe(url));
        this.server.registerTool("external", { inputSchema: url }, async (args) => this.external(args));
        this.server.registerTool("linux", { inputSchema: url }, async (args) => this.linux(args.url));
        this.server.registerTool("about", { inputSchema: {} }, async () => this.about());
    }
    async view(url) {
        await (0, open_1.default)(url); // flaw OPEN_UNTRUSTED high: default import interop
        return this.text("shown");
    }
    async viewSafe(url) {
        if (!/^https?:\/\//i.test(url)) {
            throw new Error("http or https only");
        }
        await (0, open_1.default)(url); // fine OPEN_UNTRUSTED: anchored scheme by a regex
        return this.text("shown");
    }
    async external(args) {
        await electron_1.shell.openExternal(args.url); // flaw OPEN_UNTRUSTED high: tsc shape of electron
        return this.text("shown");
    }
    async linux(url) {
        (0, child_process_1.spawn)("xdg-open", [url], { stdio: "ignore" }); // flaw OPEN_UNTRUSTED high: tsc shape of xdg-open
        return this.text("shown");
    }
    async about() {
        await (0, open_1.default)("https://www.example.com/about"); // fine OPEN_UNTRUSTED: constant
        await electron_1.shell.openExternal(`https://www.example.com/v/${process.pid}`); // fine OPEN_UNTRUSTED: constant base, number
        return this.text("shown");
    }
    text(value) {
        return { content: [{ type: "text", text: value }] };
    }
}
exports.ViewerServer = ViewerServer;
new ViewerServer();
