"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
exports.ClusterServer = void 0;
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const child_process_1 = require("child_process");
const util_1 = require("util");
const zod_1 = require("zod");
const path_1 = __importDefault(require("path"));
const run = (0, util_1.promisify)(child_process_1.execFile);
class ClusterServer {
    constructor() {
        this.server = new mcp_js_1.McpServer({ name: "cluster", version: "1.3.0" });
        this.namespace = "default";
        this.register();
    }
    register() {
        const text = zod_1.z.string();
        this.server.registerTool("use", { inputSchema: { namespace: text } }, async ({ namespace }) => {
            this.namespace = namespace;
            return this.text("ok");
        });
        this.server.registerTool("pods", { inputSchema: {} }, async () => this.pods());
        this.server.registerTool("describe", { inputSchema: { kind: zod_1.z.enum(["pod", "node"]), name: text } }, async (args) => this.describe(args));
        this.server.registerTool("kinds", { inputSchema: { kind: zod_1.z.enum(["pods", "nodes"]) } }, async ({ kind }) => this.kinds(kind));
        this.server.registerTool("logs", { inputSchema: { name: text, lines: zod_1.z.number().int().positive() } }, async (args) => this.logs(args));
        this.server.registerTool("scale", { inputSchema: { name: text, size: zod_1.z.number().int().min(0) } }, async (args) => this.scale(args.name, args.size));
        this.server.registerTool("delete", { inputSchema: { name: text } }, async (args) => this.remove(args.name));
        this.server.registerTool("apply", { inputSchema: { file: text } }, async (args) => this.apply(args));
        this.server.registerTool("image", { inputSchema: { image: text, word: text } }, async (args) => this.image(args));
        this.server.registerTool("label", { inputSchema: { name: zod_1.z.string().regex(/^[a-z][a-z0-9-]*$/), label: text } }, async (args) => this.label(args));
    }
    kubectl(words) {
        return run("kubectl", words); // flaw ARGUMENT_INJECTION medium: helper that is called with the caller's names
    }
    helm(words) {
        return run("helm", words); // fine ARGUMENT_INJECTION: helper only called with constants
    }
    async pods() {
        const { stdout } = await run("kubectl", ["get", "pods", "-n", this.namespace]); // fine ARGUMENT_INJECTION: -n takes the next word
        return this.text(stdout);
    }
    async describe(args) {
        var _a;
        const { stdout } = await this.kubectl(["describe", args.kind, (_a = args.name) !== null && _a !== void 0 ? _a : "all"]);
        const { stdout: charts } = await this.helm(["list", "-A"]);
        return this.text(stdout + charts);
    }
    async kinds(kind) {
        const { stdout } = await run("kubectl", ["get", kind]); // fine ARGUMENT_INJECTION: enum schema
        return this.text(stdout);
    }
    async logs(args) {
        const { stdout } = await run("kubectl", ["logs", `--tail=${args.lines}`, args.name]); // flaw ARGUMENT_INJECTION medium: the name is the next word
        return this.text(stdout);
    }
    async scale(name, size) {
        const { stdout } = await run("kubectl", ["scale", `deployment/${name}`, "--replicas", String(size)]); // fine ARGUMENT_INJECTION: fixed prefix and a number
        return this.text(stdout);
    }
    async remove(name) {
        const child = (0, child_process_1.spawnSync)("kubectl", ["delete", "pod", name.replace(/^-/, "")]); // flaw ARGUMENT_INJECTION medium: only one hyphen is removed
        (0, child_process_1.spawnSync)("kubectl", ["delete", "job", name.replace(/^-+/, "")]); // fine ARGUMENT_INJECTION: all leading hyphens are removed
        return this.text(child.stdout);
    }
    async apply(args) {
        const file = path_1.default.normalize(args.file);
        const first = (0, child_process_1.execFileSync)("kubeval", [file]); // flaw ARGUMENT_INJECTION medium: normalised, may begin with -
        const second = (0, child_process_1.execFileSync)("kubectl", ["apply", "-f", file]); // fine ARGUMENT_INJECTION: -f takes the next word
        return this.text(`${first}${second}`);
    }
    async image(args) {
        const words = [].concat("run", "--rm", args.image, "uptime");
        const out = (0, child_process_1.execFileSync)("docker", words); // flaw ARGUMENT_INJECTION medium: concatenated array, options of docker run
        if (!/^[\w.-]+$/.test(args.word))
            throw new Error("word");
        (0, child_process_1.execFileSync)("docker", ["pull", args.word]); // flaw ARGUMENT_INJECTION medium: the pattern admits - as first character
        if (!/^\w[\w.-]*$/.test(args.word))
            throw new Error("word");
        (0, child_process_1.execFileSync)("docker", ["pull", args.word]); // fine ARGUMENT_INJECTION: the first character cannot be -
        return this.text(out);
    }
    async label(args) {
        const out = (0, child_process_1.execFileSync)("kubectl", ["label", "pod", args.name, `app=${args.label}`]); // fine ARGUMENT_INJECTION: name by schema pattern, label with a prefix
        return this.text(out);
    }
    text(value) {
        return { content: [{ type: "text", text: String(value) }] };
    }
}
exports.ClusterServer = ClusterServer;
new ClusterServer();
