import { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { execFile, spawn, type SpawnOptions } from "node:child_process";
import { promisify } from "node:util";
import * as z from "zod/v4";
import { $ } from "zx";

const exec = promisify(execFile);
const server = new McpServer({ name: "search", version: "2.0.0" });
const text = (value: unknown) => ({ content: [{ type: "text" as const, text: String(value) }] });

function assertPositional(value: string): string {
  if (value.startsWith("-")) throw new RangeError("must not begin with a hyphen");
  return value;
}

const isPlain = (s: string): boolean => /^[A-Za-z0-9_/]+$/.test(s);

async function ripgrep(words: readonly string[]): Promise<string> {
  const { stdout } = await exec("rg", ["--json", ...words]); // flaw ARGUMENT_INJECTION medium: one caller passes the value bare
  return stdout;
}

async function grep(pattern: string, folder: string): Promise<string> {
  const { stdout } = await exec("grep", ["-rn", "-e", pattern, "--", folder]); // fine ARGUMENT_INJECTION: -e takes the next word, -- before the folder
  return stdout;
}

server.registerTool(
  "search",
  { inputSchema: z.object({ pattern: z.string(), folder: z.string() }) },
  async ({ pattern, folder }) => text((await ripgrep([pattern])) + (await grep(pattern, folder))),
);

server.registerTool(
  "find",
  { inputSchema: z.object({ root: z.string(), name: z.string() }) },
  async ({ root, name }) => {
    const { stdout } = await exec("find", [root, "-name", name]); // flaw ARGUMENT_INJECTION medium: the root may be an expression of find
    return text(stdout);
  },
);

server.registerTool(
  "find_here",
  { inputSchema: z.object({ name: z.string() }) },
  async ({ name }) => {
    const { stdout } = await exec("find", [".", "-name", name]); // fine ARGUMENT_INJECTION: -name takes the next word
    return text(stdout);
  },
);

server.registerTool(
  "host_key",
  { inputSchema: z.object({ host: z.string() }) },
  async ({ host }) => {
    const options: SpawnOptions = { stdio: "pipe" };
    const child = spawn("ssh", [host, "uptime"], options); // flaw ARGUMENT_INJECTION medium: an option in place of the host name
    await new Promise((r) => child.on("close", r));
    return text("done");
  },
);

server.registerTool(
  "host_checked",
  { inputSchema: z.object({ host: z.string() }) },
  async ({ host }) => {
    const child = spawn("ssh", [assertPositional(host), "uptime"]); // fine ARGUMENT_INJECTION: throwing helper
    await new Promise((r) => child.on("close", r));
    return text("done");
  },
);

server.registerTool(
  "host_unused",
  { inputSchema: z.object({ host: z.string(), user: z.string() }) },
  async ({ host, user }) => {
    assertPositional(user);
    const child = spawn("ssh", ["-l", user, host, "uptime"]); // flaw ARGUMENT_INJECTION medium: another value was asserted
    await new Promise((r) => child.on("close", r));
    return text("done");
  },
);

server.registerTool(
  "plain",
  { inputSchema: z.object({ file: z.string() }) },
  async ({ file }) => {
    if (!isPlain(file)) return text("refused");
    return text((await exec("wc", ["-l", file])).stdout); // fine ARGUMENT_INJECTION: anchored predicate without a hyphen
  },
);

server.registerTool(
  "plain_or",
  { inputSchema: z.object({ file: z.string(), force: z.boolean() }) },
  async ({ file, force }) => {
    if (!isPlain(file) && !force) return text("refused");
    return text((await exec("wc", ["-l", file])).stdout); // flaw ARGUMENT_INJECTION medium: the caller's force passes every value
  },
);

server.registerTool(
  "download",
  { inputSchema: z.object({ url: z.string() }) },
  async ({ url }) => {
    if (!url.startsWith("https://files.example.com/")) throw new Error("not ours");
    return text((await exec("curl", ["-s", url])).stdout); // fine ARGUMENT_INJECTION: must begin with a fixed address
  },
);

server.registerTool(
  "download_any",
  { inputSchema: z.object({ url: z.string() }) },
  async ({ url }) => {
    if (!url.includes("https://files.example.com/")) throw new Error("not ours");
    return text((await exec("curl", ["-s", url])).stdout); // flaw ARGUMENT_INJECTION medium: includes does not say how it begins
  },
);

server.registerTool(
  "download_parsed",
  { inputSchema: z.object({ url: z.string() }) },
  async ({ url }) => text((await exec("curl", ["-s", new URL(url).href])).stdout), // fine ARGUMENT_INJECTION: a parsed URL begins with its scheme
);

server.registerTool(
  "tag",
  { inputSchema: z.object({ tag: z.string(), kind: z.enum(["light", "signed"]) }) },
  async ({ tag, kind }) => {
    const flag = kind === "signed" ? ["-s"] : [];
    await $`git tag ${flag} -- v${tag}`; // fine ARGUMENT_INJECTION: -- and a fixed letter before the value
    return text(await $`git show ${tag}`); // flaw ARGUMENT_INJECTION medium: zx quotes for the shell, not for git
  },
);

await server.connect(new StdioServerTransport());
