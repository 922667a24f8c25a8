import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { execFile, spawn, spawnSync, execFileSync as runSync } from "node:child_process";
import { promisify } from "node:util";
import path from "node:path";
import { execa } from "execa";

const execFileAsync = promisify(execFile);
const server = new Server({ name: "history", version: "0.4.0" }, { capabilities: { tools: {} } });
const REMOTES = ["origin", "upstream"];
const FORMATS = { short: "--oneline", full: "--format=fuller" };

server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [] }));

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case "clone": {
      const { stdout } = await execFileAsync("git", ["clone", args.url]); // flaw ARGUMENT_INJECTION medium: url may be an option of git clone
      return reply(stdout);
    }
    case "clone_into": {
      const { stdout } = await execFileAsync("git", ["clone", "--", args.url, "work"]); // fine ARGUMENT_INJECTION: -- before the value
      return reply(stdout);
    }
    case "log": {
      const { stdout } = await execFileAsync("git", ["log", args.ref, "--"]); // flaw ARGUMENT_INJECTION medium: -- stands after the value
      return reply(stdout);
    }
    case "log_remote": {
      const { stdout } = await execFileAsync("git", ["log", "origin/" + args.branch, "--"]); // fine ARGUMENT_INJECTION: fixed prefix
      return reply(stdout);
    }
    case "show_file": {
      const { stdout } = await execFileAsync("git", ["show", `${args.ref}:${args.file}`]); // flaw ARGUMENT_INJECTION medium: the text begins with the caller's ref
      return reply(stdout);
    }
    case "show_head": {
      const { stdout } = await execFileAsync("git", ["show", `HEAD:${args.file}`]); // fine ARGUMENT_INJECTION: the text begins with HEAD:
      return reply(stdout);
    }
    case "show_end": {
      const { stdout } = await execFileAsync("git", ["show", "--end-of-options", args.ref]); // fine ARGUMENT_INJECTION: git's --end-of-options
      return reply(stdout);
    }
    case "fetch": {
      if (!REMOTES.includes(args.remote)) throw new Error("unknown remote");
      return reply(runSync("git", ["fetch", args.remote])); // fine ARGUMENT_INJECTION: allow-list
    }
    case "fetch_logged": {
      if (!REMOTES.includes(args.remote)) console.error("unknown remote", args.remote);
      return reply(runSync("git", ["fetch", args.remote])); // flaw ARGUMENT_INJECTION medium: the check only logs
    }
    case "diff": {
      if (args.ref.startsWith("-")) throw new Error("bad ref");
      return reply(runSync("git", ["diff", args.ref])); // fine ARGUMENT_INJECTION: refused when it begins with -
    }
    case "diff_trimmed": {
      if (args.ref.startsWith("-")) throw new Error("bad ref");
      const ref = args.ref.trim();
      return reply(runSync("git", ["diff", ref])); // flaw ARGUMENT_INJECTION medium: trimmed after the check, a space hid the -
    }
    case "diff_other": {
      if (args.from.startsWith("-")) throw new Error("bad ref");
      return reply(runSync("git", ["diff", args.from, args.to])); // flaw ARGUMENT_INJECTION medium: the second value is not checked
    }
    case "blame": {
      const words = ["blame", "-w"];
      if (args.rev) words.push(args.rev);
      words.push("--", args.file);
      const res = spawnSync("git", words); // flaw ARGUMENT_INJECTION medium: pushed before the --
      return reply(res.stdout);
    }
    case "blame_file": {
      const words = ["blame", "-w"];
      words.push("--");
      words.push(args.file);
      const res = spawnSync("git", words); // fine ARGUMENT_INJECTION: pushed after the --
      return reply(res.stdout);
    }
    case "add": {
      const res = spawnSync("git", ["add", ...args.files]); // flaw ARGUMENT_INJECTION medium: spread array of the caller
      return reply(res.stdout);
    }
    case "add_after": {
      const res = spawnSync("git", ["add", "--", ...args.files]); // fine ARGUMENT_INJECTION: spread after the --
      return reply(res.stdout);
    }
    case "commit": {
      const res = spawnSync("git", ["commit", "-m", args.message]); // fine ARGUMENT_INJECTION: -m takes the next word whatever it is
      return reply(res.stdout);
    }
    case "format": {
      const format = FORMATS[args.format === "full" ? "full" : "short"];
      return reply(runSync("git", ["log", format])); // fine ARGUMENT_INJECTION: constants of a table
    }
    case "count": {
      return reply(runSync("git", ["log", "-n", String(Number.parseInt(args.count, 10))])); // fine ARGUMENT_INJECTION: a number after -n
    }
    case "archive": {
      const file = path.join("./", args.name);
      const child = spawn("tar", ["-czf", "/tmp/a.tgz", file]); // flaw ARGUMENT_INJECTION medium: path.join drops the ./ again
      child.on("error", console.error);
      return reply("started");
    }
    case "archive_abs": {
      const file = path.resolve("/srv/data", args.name);
      const child = spawn("tar", ["-czf", "/tmp/a.tgz", file]); // fine ARGUMENT_INJECTION: an absolute path begins with /
      child.on("error", console.error);
      return reply("started");
    }
    case "archive_base": {
      const child = spawn("tar", ["-czf", "/tmp/a.tgz", path.basename(args.name)]); // flaw ARGUMENT_INJECTION medium: a base name may begin with -
      child.on("error", console.error);
      return reply("started");
    }
    case "convert": {
      const { stdout } = await execa("pandoc", ["-o", "out.html", args.source]); // flaw ARGUMENT_INJECTION medium: execa without a shell
      return reply(stdout);
    }
    case "convert_option": {
      const { stdout } = await execa("pandoc", [`--metadata=title:${args.title}`, "in.md"]); // fine ARGUMENT_INJECTION: value glued to a fixed option
      return reply(stdout);
    }
    default:
      throw new Error("unknown tool " + name);
  }
});

function reply(value) {
  return { content: [{ type: "text", text: String(value) }] };
}
