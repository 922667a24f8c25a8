"use strict";
var __importStar = (this && this.__importStar) || function (mod) { return mod; };
Object.defineProperty(exports, "__esModule", { value: true });
exports.StoreServer = void 0;
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const fs = __importStar(require("fs"));
const fs_1 = require("fs");
const promises_1 = require("fs/promises");
const path_1 = require("path");
const zod_1 = require("zod");
const axios_1 = require("axios");
class StoreServer {
    constructor(root) {
        this.root = (0, fs_1.realpathSync)(root); // fine PATH_TRAVERSAL: constant of the only caller
        this.current = null;
        this.server = new mcp_js_1.McpServer({ name: "store", version: "1.0.0" });
        const arg = { file: zod_1.z.string() };
        this.server.registerTool("use", { inputSchema: arg }, async ({ file }) => {
            this.current = file;
            return this.text("ok");
        });
        this.server.registerTool("load", { inputSchema: arg }, async (args) => this.load(args));
        this.server.registerTool("load_current", { inputSchema: {} }, async () => this.loadCurrent());
        this.server.registerTool("load_contained", { inputSchema: arg }, async (args) => this.loadContained(args));
        this.server.registerTool("save", { inputSchema: arg }, async (args) => this.save(args.file));
        this.server.registerTool("fetch", { inputSchema: { id: zod_1.z.number() } }, async ({ id }) => this.attachments(id));
        this.server.registerTool("fetch_safe", { inputSchema: { id: zod_1.z.number() } }, async ({ id }) => this.attachmentsSafe(id));
        this.server.registerTool("drop", { inputSchema: arg }, async (args) => this.drop(args.file));
    }
    async load(args) {
        const data = await (0, promises_1.readFile)((0, path_1.join)(this.root, args.file), "utf8"); // flaw PATH_TRAVERSAL high: tsc shape of join and readFile
        return this.text(data);
    }
    async loadCurrent() {
        return this.text((0, fs_1.readFileSync)(this.current, "utf8")); // flaw PATH_TRAVERSAL high: value by a field of another tool
    }
    contain(file) {
        const full = (0, fs_1.realpathSync)((0, path_1.resolve)(this.root, file)); // fine PATH_TRAVERSAL: only resolves, the check follows
        if (!full.startsWith(this.root + path_1.sep)) {
            throw new Error(`outside of ${this.root}`);
        }
        return full;
    }
    async loadContained(args) {
        const full = this.contain(args.file);
        return this.text(await (0, promises_1.readFile)(full, "utf8")); // fine PATH_TRAVERSAL: method that contains
    }
    async save(file) {
        const full = (0, path_1.resolve)(this.root, file);
        if (full.indexOf(this.root) !== 0) { // flaw PATH_TRAVERSAL high: indexOf prefix without separator
            throw new Error("outside");
        }
        await (0, promises_1.writeFile)(full, "saved");
        return this.text("saved");
    }
    async attachments(id) {
        const { data } = await axios_1.default.get(`https://mail.example.com/messages/${id}`);
        for (const attachment of data.attachments) {
            const target = (0, path_1.join)(this.root, attachment.filename);
            fs.writeFileSync(target, attachment.body); // flaw PATH_TRAVERSAL high: name from a remote answer
        }
        return this.text("saved");
    }
    async attachmentsSafe(id) {
        const { data } = await axios_1.default.get(`https://mail.example.com/messages/${id}`);
        let n = 0;
        for (const attachment of data.attachments) {
            const target = (0, path_1.join)(this.root, `${id}-${n++}.bin`);
            fs.writeFileSync(target, attachment.body); // fine PATH_TRAVERSAL: own counted names
        }
        return this.text("saved");
    }
    async drop(file) {
        const full = this.contain(file);
        (0, fs_1.rmSync)(full); // fine PATH_TRAVERSAL: contained
        (0, fs_1.rmSync)((0, path_1.join)(this.root, "index.lock"), { force: true }); // fine PATH_TRAVERSAL: constant
        return this.text("dropped");
    }
    text(value) {
        return { content: [{ type: "text", text: String(value) }] };
    }
}
exports.StoreServer = StoreServer;
console.error((0, fs_1.readFileSync)(process.argv[2], "utf8")); // flaw PATH_TRAVERSAL low: operator's command line
new StoreServer("/srv/store");
