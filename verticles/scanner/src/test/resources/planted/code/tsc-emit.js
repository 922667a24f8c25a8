"use strict";
var __importStar = (this && this.__importStar) || function (mod) { return mod; };
Object.defineProperty(exports, "__esModule", { value: true });
exports.BrowserServer = void 0;
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const vm_1 = require("vm");
const zod_1 = require("zod");
const NAMES = new Set(["title", "links"]);
class BrowserServer {
    constructor() {
        this.snippets = new Map();
        this.server = new mcp_js_1.McpServer({ name: "snippets", version: "1.0.0" });
        this.server.registerTool("store", { inputSchema: { name: zod_1.z.string(), code: zod_1.z.string() } }, async ({ name, code }) => {
            this.snippets.set(name, code);
            return this.text("stored");
        });
        this.server.registerTool("run", { inputSchema: { name: zod_1.z.string() } }, async (args) => this.run(args.name));
        this.server.registerTool("transform", { inputSchema: { fn: zod_1.z.string() } }, async ({ fn }) => this.transform(fn));
        this.server.registerTool("extension", { inputSchema: { file: zod_1.z.string() } }, async ({ file }) => this.extension(file));
        this.server.registerTool("builtin", { inputSchema: { name: zod_1.z.string() } }, async ({ name }) => this.builtin(name));
        this.server.registerTool("length", { inputSchema: { s: zod_1.z.string() } }, async ({ s }) => this.length(s));
    }
    async run(name) {
        return this.text((0, vm_1.runInNewContext)(this.snippets.get(name))); // flaw CODE_INJECTION high: stored by another tool
    }
    async transform(fn) {
        const compiled = new Function("value", `return (${fn})(value);`); // flaw CODE_INJECTION high: new Function
        return this.text(compiled(1));
    }
    async extension(file) {
        const mod = await Promise.resolve(`${file}`).then((s) => __importStar(require(s))); // flaw CODE_INJECTION high: import as tsc emits it
        return this.text(Object.keys(mod));
    }
    async builtin(name) {
        if (!NAMES.has(name)) {
            throw new Error("no such snippet");
        }
        const mod = await Promise.resolve(`${"./snippets/" + name}`).then((s) => __importStar(require(s))); // fine CODE_INJECTION: Set.has before
        return this.text(Object.keys(mod));
    }
    async length(s) {
        const out = (0, vm_1.runInNewContext)("s.length", { s }); // fine CODE_INJECTION: constant code
        const os = await Promise.resolve().then(() => __importStar(require("os"))); // fine CODE_INJECTION: constant
        return this.text(out + os.EOL);
    }
    text(value) {
        return { content: [{ type: "text", text: String(value) }] };
    }
}
exports.BrowserServer = BrowserServer;
new BrowserServer();
