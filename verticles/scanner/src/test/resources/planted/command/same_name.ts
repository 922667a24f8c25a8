import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import cp, { exec } from "child_process";

const server = new Server({ name: "same", version: "1.0.0" }, { capabilities: { tools: {} } });

function buildA(args: { target: string }) {
  const line = `make -C /a ${args.target}`;
  return cp.execSync(line).toString(); // flaw COMMAND_INJECTION high: here `line` carries the argument
}

function buildB(_args: { target: string }) {
  const line = "make -C /b all";
  return cp.execSync(line).toString(); // fine COMMAND_INJECTION: another `line`, a constant
}

function outer(args: { word: string }) {
  function helper(v: string) {
    return v.length;
  }
  return helper(args.word);
}

function outer2() {
  function helper(v: string) {
    return cp.execSync("echo " + v).toString(); // fine COMMAND_INJECTION: this helper only gets a constant
  }
  return helper("ready");
}

const isSafe = (s: string) => /^[\w.-]+$/.test(s);

function guarded(args: { target: string }) {
  if (!isSafe(args.target)) return "refused";
  return cp.execSync(`make ${args.target}`).toString(); // fine COMMAND_INJECTION: check in a predicate of the file
}

function unguarded(args: { target: string }) {
  isSafe(args.target);
  return cp.execSync(`make ${args.target}`).toString(); // flaw COMMAND_INJECTION high: the answer of the check is not used
}

function assertName(value: unknown): string {
  if (typeof value !== "string" || !/^[a-z][a-z0-9]{0,30}$/.test(value)) throw new TypeError("name");
  return value;
}

function asserted(args: { target?: unknown }) {
  const target = assertName(args.target);
  exec(`make ${target}`); // fine COMMAND_INJECTION: asserted by a throwing helper
  return "started";
}

function typed(args: { target?: unknown }) {
  if (typeof args.target !== "string") throw new TypeError("target");
  exec(`make ${args.target}`); // flaw COMMAND_INJECTION high: a type check is no containment
  return "started";
}

function ports(args: { port: string }) {
  const port = Number.parseInt(args.port, 10);
  if (Number.isNaN(port)) throw new Error("port");
  return cp.execSync(`lsof -ti :${port}`).toString(); // fine COMMAND_INJECTION: Number.parseInt
}

function flags(args: { verbose: boolean; target: string }) {
  const flag = args.verbose ? "-v" : "-q";
  return cp.execSync(`make ${flag}`).toString(); // fine COMMAND_INJECTION: boolean chooses a constant
}

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const args = request.params.arguments as any;
  const byName: Record<string, (a: any) => unknown> = {
    buildA, buildB, outer, outer2, guarded, unguarded, asserted, typed, ports, flags,
  };
  const out = byName[request.params.name](args);
  return { content: [{ type: "text", text: String(out) }] };
});

const shell = process.env.SHELL_LINE ?? "true";
exec(shell); // flaw COMMAND_INJECTION low: operator's environment
