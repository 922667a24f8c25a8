"use strict";
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { exec, execSync, spawn, execFileSync } = require("child_process");
const { z } = require("zod");

const server = new McpServer({ name: "disk-tools", version: "1.0.0" });
const text = (s) => ({ content: [{ type: "text", text: String(s) }] });

server.tool("disk_usage", { dir: z.string() }, async ({ dir }) => {
  const out = execSync(`du -sh ${dir}`).toString(); // flaw COMMAND_INJECTION high: tool argument in a shell string
  return text(out);
});

server.tool("count_lines", "Counts lines", { file: z.string() }, async (args) => {
  const command = "wc -l " + args.file;
  return new Promise((resolve, reject) => {
    exec(command, { timeout: 5000 }, (err, stdout) => { // flaw COMMAND_INJECTION high: concatenated through a variable
      if (err) return reject(err);
      resolve(text(stdout));
    });
  });
});

server.tool("list_dir", { dir: z.string() }, async ({ dir }) => {
  const child = spawn("ls", ["-la", "--", dir]); // fine COMMAND_INJECTION: argument array, no shell
  let out = "";
  for await (const chunk of child.stdout) out += chunk;
  return text(out);
});

server.tool("mount_state", { unit: z.enum(["home", "data"]) }, async ({ unit }) => {
  return text(execSync(`mountpoint /${unit}`)); // fine COMMAND_INJECTION: z.enum of constants
});

server.tool("tail_log", { lines: z.number().int() }, async ({ lines }) => {
  return text(execSync(`tail -n ${lines} /var/log/app.log`)); // fine COMMAND_INJECTION: z.number
});

server.tool("archive", { dir: z.string(), level: z.string() }, async ({ dir, level }) => {
  const parts = ["tar", "-cz"];
  parts.push("-f", "/tmp/out.tgz");
  parts.push(dir);
  const line = parts.join(" ");
  const out = execSync(line); // flaw COMMAND_INJECTION high: array pushed to and joined
  const size = execSync("stat -c %s /tmp/out.tgz"); // fine COMMAND_INJECTION: constant
  const n = Number(level);
  execSync("gzip -" + n + " /tmp/out.tar"); // fine COMMAND_INJECTION: Number()
  return text(`${out} ${size}`);
});

server.tool("find_text", { word: z.string(), folder: z.string().optional() }, async ({ word, folder = "." }) => {
  const child = spawn("grep", ["-rn", word, folder], { shell: true }); // flaw COMMAND_INJECTION high: shell true joins the arguments
  let out = "";
  for await (const chunk of child.stdout) out += chunk;
  return text(out);
});

server.tool("checksum", { file: z.string(), kind: z.string() }, async ({ file, kind }) => {
  const program = kind === "md5" ? "md5sum" : "sha256sum";
  const version = execSync(`${program} --version`); // fine COMMAND_INJECTION: one of two constants
  const sum = execFileSync(program, ["--", file]); // fine COMMAND_INJECTION: no shell, constant program
  return text(`${version}\n${sum}`);
});

server.tool("open_files", { user: z.string() }, async ({ user }) => {
  if (!/^[A-Za-z0-9_-]+$/.test(user)) {
    throw new Error("bad user name");
  }
  return text(execSync(`lsof -u ${user}`)); // fine COMMAND_INJECTION: anchored regex before
});

server.tool("who_is", { user: z.string() }, async ({ user }) => {
  if (!/[A-Za-z0-9_-]+/.test(user)) {
    throw new Error("bad user name");
  }
  return text(execSync(`id ${user}`)); // flaw COMMAND_INJECTION high: the regex is not anchored
});

server.tool("quota", { user: z.string() }, async ({ user }) => {
  if (!/^[a-z]+$/.test(user)) {
    console.error("odd user name", user);
  }
  return text(execSync(`quota -u ${user}`)); // flaw COMMAND_INJECTION high: the check only logs
});

server.tool("touch", { name: z.string() }, async ({ name }) => {
  const clean = name.replace(/;/g, "");
  execSync("touch /srv/" + clean); // flaw COMMAND_INJECTION high: only one character is removed
  return text("ok");
});

server.tool("echo_quoted", { msg: z.string() }, async ({ msg }) => {
  execSync(`logger "${msg}"`); // flaw COMMAND_INJECTION high: double quotes do not stop substitution
  const single = "'" + msg.replace(/'/g, "'\\''") + "'";
  execSync(`logger ${single}`); // fine COMMAND_INJECTION: single-quoted with quotes escaped
  return text("ok");
});

async function main() {
  const hook = process.env.START_HOOK;
  if (hook) execSync(hook); // flaw COMMAND_INJECTION low: operator's environment
  await server.connect(new StdioServerTransport());
}
main();
