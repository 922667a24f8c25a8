const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { CallToolRequestSchema } = require("@modelcontextprotocol/sdk/types.js");
const cp = require("child_process");
const http = require("http");

const DEFAULT = { shell: true };

class Runner {
  constructor(base) {
    this.base = base;
    this.queue = [];
  }
  add(line) {
    this.queue.push(line);
    return this;
  }
  flush() {
    return this.queue.map((line) => cp.execSync(line, { cwd: this.base })); // flaw COMMAND_INJECTION high: lines queued in a field
  }
  static version() {
    const line = ["node", "--version"].join(" ");
    return cp.execSync(line); // fine COMMAND_INJECTION: constants joined
  }
}

class Matcher {
  exec(pattern) {
    return pattern.length;
  }
}

const tools = {
  queue(args) {
    return new Runner("/srv").add("make clean").add(`make ${args.target}`).flush();
  },
  version() {
    return Runner.version();
  },
  match(args) {
    return new Matcher().exec(args.pattern); // fine COMMAND_INJECTION: exec of an own class
  },
  spread(args) {
    const options = { ...DEFAULT, cwd: "/srv" };
    return cp.spawnSync("grep", ["-c", args.word, "all.txt"], options).stdout; // flaw COMMAND_INJECTION high: shell by spread options
  },
  overridden(args) {
    const options = { ...DEFAULT, shell: false };
    return cp.spawnSync("grep", ["-c", "-e", args.word, "all.txt"], options).stdout; // fine COMMAND_INJECTION: the shell is switched off
  },
  late(args) {
    let target = args.target;
    const out = cp.execSync("make " + target); // flaw COMMAND_INJECTION high: the check comes after the use
    if (!/^[a-z]+$/.test(target)) throw new Error("bad target");
    return out;
  },
  early(args) {
    let target = args.target;
    if (!/^[a-z]+$/.test(target)) throw new Error("bad target");
    return cp.execSync("make " + target); // fine COMMAND_INJECTION: the same check, before
  },
  changed(args) {
    let target = "all";
    if (args.quick) target = "quick";
    const out = cp.execSync("make " + target); // fine COMMAND_INJECTION: constants by assignment
    target = args.target;
    return out + target;
  },
  replaced(args) {
    let target = "all";
    if (args.target) target = args.target;
    return cp.execSync("make " + target); // flaw COMMAND_INJECTION high: the constant is replaced
  },
  multi(args) {
    if (!/^[a-z]+$/m.test(args.target)) throw new Error("bad target");
    return cp.execSync("make " + args.target); // flaw COMMAND_INJECTION high: with the m flag another line passes
  },
  other(args) {
    if (!/^[a-z]+$/.test(args.kind)) throw new Error("bad kind");
    return cp.execSync("make " + args.target); // flaw COMMAND_INJECTION high: another value was checked
  },
  async dynamic(args) {
    const { exec } = await import("node:child_process");
    exec("make " + args.target); // flaw COMMAND_INJECTION high: dynamically imported exec
    return "started";
  },
  byWord(args) {
    switch (args.word) {
      case "start":
      case "stop":
        return cp.execSync("service app " + args.word); // fine COMMAND_INJECTION: constants by case
      default:
        throw new Error("no");
    }
  },
  remote() {
    return new Promise((resolve) => {
      http.get("http://updates.example.com/latest", (res) => {
        let body = "";
        res.on("data", (d) => (body += d));
        res.on("end", () => resolve(cp.execSync("apt-get install " + JSON.parse(body).pkg))); // flaw COMMAND_INJECTION high: value from a remote answer
      });
    });
  },
};

const server = new Server({ name: "odd", version: "1.0.0" }, { capabilities: { tools: {} } });
server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const out = await tools[params.name](params.arguments);
  return { content: [{ type: "text", text: String(out) }] };
});
cp.execSync(`${process.argv[2] || "true"} --warm-up`); // flaw COMMAND_INJECTION low: operator's command line
