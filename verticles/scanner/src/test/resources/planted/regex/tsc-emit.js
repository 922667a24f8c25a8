"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.LogServer = void 0;
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const zod_1 = require("zod");
const re2_1 = __importDefault(require("re2"));
const lodash_1 = require("lodash");
class Matcher {
    constructor(pattern, flags = "i") {
        this.re = new RegExp(pattern, flags); // flaw REGEX_INJECTION medium: class gets the caller's pattern
    }
    test(line) {
        return this.re.test(line);
    }
}
class FixedMatcher {
    constructor(pattern) {
        this.re = new RegExp(pattern); // fine REGEX_INJECTION: class only made with constants
    }
    test(line) {
        return this.re.test(line);
    }
}
class LogServer {
    constructor(lines) {
        this.lines = lines;
        this.ignore = "";
        this.server = new mcp_js_1.McpServer({ name: "logs", version: "1.0.0" });
        this.register();
    }
    register() {
        const text = zod_1.z.string();
        this.server.registerTool("ignore", { inputSchema: { pattern: text } }, async ({ pattern }) => {
            this.ignore = pattern;
            return this.text("set");
        });
        this.server.registerTool("list", { inputSchema: {} }, async () => this.list());
        this.server.registerTool("search", { inputSchema: { pattern: text } }, async (args) => this.search(args));
        this.server.registerTool("errors", { inputSchema: {} }, async () => this.errors());
        this.server.registerTool("glob", { inputSchema: { glob: text } }, async ({ glob }) => this.glob(glob));
        this.server.registerTool("tail", { inputSchema: { digits: zod_1.z.number().int() } }, async ({ digits }) => this.tail(digits));
        this.server.registerTool("linear", { inputSchema: { pattern: text } }, async ({ pattern }) => this.linear(pattern));
        this.server.registerTool("highlight", { inputSchema: { word: text } }, async ({ word }) => this.highlight(word));
        this.server.registerTool("any", { inputSchema: { words: zod_1.z.array(text) } }, async ({ words }) => this.any(words));
    }
    list() {
        const skip = new RegExp(this.ignore || "^$"); // flaw REGEX_INJECTION medium: field set in another tool
        return this.text(this.lines.filter((line) => !skip.test(line)));
    }
    search(args) {
        var _a;
        const matcher = new Matcher((_a = args === null || args === void 0 ? void 0 : args.pattern) !== null && _a !== void 0 ? _a : ".");
        return this.text(this.lines.filter((line) => matcher.test(line)));
    }
    errors() {
        const matcher = new FixedMatcher("^ERROR");
        return this.text(this.lines.filter((line) => matcher.test(line)));
    }
    glob(glob) {
        const pattern = "^" + glob.replace(/\./g, "\\.").replace(/\*/g, ".*") + "$";
        const re = new RegExp(pattern); // flaw REGEX_INJECTION medium: a glob made a pattern, brackets and + are left
        return this.text(this.lines.filter((line) => re.test(line)));
    }
    tail(digits) {
        const re = new RegExp("\\d{" + digits + "}$"); // fine REGEX_INJECTION: number by schema
        return this.text(this.lines.filter((line) => re.test(line)));
    }
    linear(pattern) {
        const re = new re2_1.default(pattern, "i"); // fine REGEX_INJECTION: RE2
        return this.text(this.lines.filter((line) => re.test(line)));
    }
    highlight(word) {
        const safe = (0, lodash_1.escapeRegExp)(word);
        const good = this.lines.map((line) => line.replace(new RegExp(safe, "gi"), "*$&*")); // fine REGEX_INJECTION: lodash escapeRegExp
        const bad = this.lines.map((line) => line.replace(new RegExp("(".concat(word, ")"), "gi"), "*$1*")); // flaw REGEX_INJECTION medium: the value as it came
        return this.text(good.concat(bad));
    }
    any(words) {
        const open = new RegExp(words.join("|")); // flaw REGEX_INJECTION medium: joined array of the caller
        const closed = new RegExp(words.map(lodash_1.escapeRegExp).join("|")); // fine REGEX_INJECTION: each word escaped
        return this.text(this.lines.filter((line) => open.test(line) || closed.test(line)));
    }
    text(value) {
        return { content: [{ type: "text", text: String(value) }] };
    }
}
exports.LogServer = LogServer;
const extra = new RegExp(process.env.LOG_FILTER || "."); // flaw REGEX_INJECTION low: operator's environment
new LogServer(["one", "two"].filter((line) => extra.test(line)));
