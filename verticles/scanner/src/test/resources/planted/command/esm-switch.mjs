import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { exec as run, spawnSync, execFile } from "node:child_process";
import * as cp from "node:child_process";
import { promisify } from "node:util";

const runAsync = promisify(run);
const execFileAsync = promisify(execFile);
const server = new Server({ name: "repo-tools", version: "0.3.0" }, { capabilities: { tools: {} } });

const BRANCHES = ["main", "next"];
const REMOTES = new Set(["origin", "upstream"]);

server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: [] }));

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case "git_log": {
      const { stdout } = await runAsync(`git log --oneline ${args.range}`); // flaw COMMAND_INJECTION high: promisified and renamed exec
      return reply(stdout);
    }
    case "git_show": {
      const { stdout } = await execFileAsync("git", ["show", "--end-of-options", args.ref]); // fine COMMAND_INJECTION: promisified execFile, no shell
      return reply(stdout);
    }
    case "git_checkout": {
      if (!BRANCHES.includes(args.branch)) {
        throw new Error("unknown branch");
      }
      const { stdout } = await runAsync(`git checkout ${args.branch}`); // fine COMMAND_INJECTION: allow-list before
      return reply(stdout);
    }
    case "git_fetch": {
      const remote = args.remote;
      if (!REMOTES.has(remote)) return reply("no such remote");
      const { stdout } = await runAsync("git fetch " + remote); // fine COMMAND_INJECTION: Set.has before
      return reply(stdout);
    }
    case "git_pull": {
      const remote = args.remote;
      if (REMOTES.has(remote)) console.error("known remote");
      const { stdout } = await runAsync("git pull " + remote); // flaw COMMAND_INJECTION high: the check lets every value on
      return reply(stdout);
    }
    case "git_tag": {
      const res = cp.spawnSync("sh", ["-c", "git tag " + args.tag]); // flaw COMMAND_INJECTION high: second interpreter
      return reply(res.stdout);
    }
    case "git_clean": {
      const script = `cd ${args.folder} && git clean -n`;
      const res = spawnSync("/bin/bash", ["-lc", script]); // flaw COMMAND_INJECTION high: bash -lc with a built script
      return reply(res.stdout);
    }
    case "git_gc": {
      const res = spawnSync("bash", ["-c", "git gc --auto && git count-objects"]); // fine COMMAND_INJECTION: constant script
      return reply(res.stdout);
    }
    case "git_blame": {
      const res = spawnSync("sh", ["-c", 'git blame -- "$1"', "sh", args.file]); // fine COMMAND_INJECTION: value is a positional parameter of a constant script
      return reply(res.stdout);
    }
    case "windows_dir": {
      const res = cp.spawnSync("cmd", ["/c", "dir " + args.folder]); // flaw COMMAND_INJECTION high: cmd /c
      return reply(res.stdout);
    }
    case "windows_ps": {
      const res = cp.execFileSync("powershell", ["-NoProfile", "-Command", `Get-Item ${args.item}`]); // flaw COMMAND_INJECTION high: powershell -Command
      return reply(res);
    }
    case "mac_say": {
      const script = `display notification "${args.message}"`;
      cp.execFileSync("osascript", ["-e", script]); // flaw COMMAND_INJECTION high: osascript -e
      return reply("done");
    }
    case "mac_volume": {
      const level = parseInt(args.level, 10);
      cp.execFileSync("osascript", ["-e", `set volume output volume ${level}`]); // fine COMMAND_INJECTION: parseInt
      return reply("done");
    }
    case "versions": {
      let out = "";
      for (const tool of ["git", "node", "npm"]) {
        out += cp.execSync(`${tool} --version`); // fine COMMAND_INJECTION: loop over a literal array
      }
      return reply(out);
    }
    case "npm_scripts": {
      let out = "";
      for (const script of args.scripts) {
        out += cp.execSync(`npm run ${script}`); // flaw COMMAND_INJECTION high: loop over the caller's array
      }
      return reply(out);
    }
    default:
      throw new Error("unknown tool " + name);
  }
});

function reply(value) {
  return { content: [{ type: "text", text: String(value) }] };
}
