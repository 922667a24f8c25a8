"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.DeviceServer = void 0;
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const child_process_1 = require("child_process");
const node_child_process_1 = __importDefault(require("node:child_process"));
const util_1 = require("util");
const zod_1 = require("zod");
const run = (0, util_1.promisify)(child_process_1.exec);
const runFile = (0, util_1.promisify)(child_process_1.execFile);
const Kind = zod_1.z.enum(["battery", "wifi", "power"]);
class DeviceServer {
    constructor() {
        this.server = new mcp_js_1.McpServer({ name: "device", version: "2.0.0" });
        this.exec = (0, util_1.promisify)(child_process_1.exec);
        this.serial = "";
        this.register();
    }
    register() {
        this.server.registerTool("select", { inputSchema: { serial: zod_1.z.string() } }, async (args) => {
            this.serial = args.serial;
            return this.text("selected");
        });
        this.server.registerTool("shell", { inputSchema: { line: zod_1.z.string() } }, async (args) => this.shell(args.line));
        this.server.registerTool("reboot", { inputSchema: {} }, async () => this.reboot());
        this.server.registerTool("dump", { inputSchema: { kind: Kind } }, async ({ kind }) => this.dump(kind));
        this.server.registerTool("pull", { inputSchema: { file: zod_1.z.string() } }, async (args) => this.pull(args));
        this.server.registerTool("input", { inputSchema: { x: zod_1.z.number(), y: zod_1.z.number() } }, async ({ x, y }) => this.tap(x, y));
        this.server.registerTool("package", { inputSchema: { id: zod_1.z.string() } }, async (args) => this.info(args));
        this.server.registerTool("logs", { inputSchema: { tag: zod_1.z.string() } }, async (args) => this.logs(args.tag));
    }
    async shell(line) {
        const { stdout } = await this.exec(`adb shell ${line}`); // flaw COMMAND_INJECTION high: promisified exec in a field
        return this.text(stdout);
    }
    async reboot() {
        const { stdout } = await run(`adb -s ${this.serial} reboot`); // flaw COMMAND_INJECTION high: the value comes by a field set in another tool
        return this.text(stdout);
    }
    async dump(kind) {
        const { stdout } = await run(`adb shell dumpsys ${kind}`); // fine COMMAND_INJECTION: z.enum schema
        return this.text(stdout);
    }
    async pull(args) {
        const { stdout } = await runFile("adb", ["pull", args.file, "/tmp/pulled"]); // fine COMMAND_INJECTION: execFile without a shell, no remote shell
        return this.text(stdout);
    }
    async tap(x, y) {
        const out = (0, child_process_1.execSync)(`adb shell input tap ${x} ${y}`); // fine COMMAND_INJECTION: numbers by schema
        return this.text(out);
    }
    async info(args) {
        const out = (0, child_process_1.execFileSync)("adb", ["shell", "pm dump " + args.id]); // flaw COMMAND_INJECTION high: adb shell is a second interpreter
        return this.text(out);
    }
    async logs(tag) {
        const pattern = /(\d+)\s+(\w+)/;
        const hit = pattern.exec(tag); // fine COMMAND_INJECTION: exec of a regular expression
        const out = node_child_process_1.default.execSync("adb logcat -d -s " + tag); // flaw COMMAND_INJECTION high: default import interop
        return this.text(`${hit === null || hit === void 0 ? void 0 : hit[1]} ${out}`);
    }
    text(value) {
        return { content: [{ type: "text", text: String(value) }] };
    }
}
exports.DeviceServer = DeviceServer;
function handle(request) {
    var _a, _b;
    const dir = (_b = (_a = request.params.arguments) === null || _a === void 0 ? void 0 : _a.dir) !== null && _b !== void 0 ? _b : ".";
    return (0, child_process_1.exec)(`ls ${dir}`, done); // flaw COMMAND_INJECTION high: optional chaining emitted by tsc
}
function handleHealth(_request) {
    return (0, child_process_1.exec)(`ps -p ${process.pid} -o rss=`, done); // fine COMMAND_INJECTION: process.pid
}
function done(_err, stdout) {
    console.error(stdout);
}
const low = require("@modelcontextprotocol/sdk/server/index.js");
const types_js_1 = require("@modelcontextprotocol/sdk/types.js");
const raw = new low.Server({ name: "raw", version: "1.0.0" }, { capabilities: { tools: {} } });
raw.setRequestHandler(types_js_1.CallToolRequestSchema, async (request) => {
    if (request.params.name === "health") {
        handleHealth(request);
        return { content: [] };
    }
    handle(request);
    return { content: [] };
});
new DeviceServer();
