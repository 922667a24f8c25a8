import { FastMCP } from "fastmcp";
import { execa, execaCommand, $ as ex$ } from "execa";
import shelljs from "shelljs";
import { $ } from "zx";
import { Client } from "ssh2";
import { z } from "zod";

const server = new FastMCP({ name: "libs", version: "1.0.0" });
const name = z.object({ name: z.string() });

server.addTool({
  name: "build",
  parameters: name,
  execute: async (args) => {
    const { stdout } = await execa(`make ${args.name}`, { shell: true }); // flaw COMMAND_INJECTION high: execa with a shell
    return stdout;
  },
});

server.addTool({
  name: "build_plain",
  parameters: name,
  execute: async (args) => {
    const { stdout } = await execa("make", ["--", args.name]); // fine COMMAND_INJECTION: execa with an array
    return stdout;
  },
});

server.addTool({
  name: "bench",
  parameters: name,
  execute: async ({ name }) => {
    const { stdout } = await execaCommand(`bench ${name}`, { shell: "bash" }); // flaw COMMAND_INJECTION high: execaCommand with a shell
    return stdout;
  },
});

server.addTool({
  name: "bench_all",
  parameters: name,
  execute: async () => (await execaCommand("bench --all")).stdout, // fine COMMAND_INJECTION: constant
});

server.addTool({
  name: "lint",
  parameters: name,
  execute: async (args) => shelljs.exec("eslint " + args.name, { silent: true }).stdout, // flaw COMMAND_INJECTION high: shelljs.exec
});

server.addTool({
  name: "lint_all",
  parameters: name,
  execute: async () => shelljs.exec("eslint .", { silent: true }).stdout, // fine COMMAND_INJECTION: constant for shelljs.exec
});

server.addTool({
  name: "zx_show",
  parameters: name,
  execute: async ({ name }) => String(await $`cat -- ${name}`), // fine COMMAND_INJECTION: zx quotes its values
});

server.addTool({
  name: "zx_shell",
  parameters: name,
  execute: async ({ name }) => String(await $`bash -c ${"cat " + name}`), // flaw COMMAND_INJECTION high: zx starts a second interpreter
});

server.addTool({
  name: "template_execa",
  parameters: name,
  execute: async ({ name }) => (await ex$`wc -l ${name}`).stdout, // fine COMMAND_INJECTION: execa's template passes arguments without a shell
});

server.addTool({
  name: "remote",
  parameters: z.object({ unit: z.string(), lines: z.string() }),
  execute: (args) =>
    new Promise((resolve, reject) => {
      const conn = new Client();
      conn.on("ready", () => {
        conn.exec(`journalctl -u ${args.unit}`, (err, stream) => { // flaw COMMAND_INJECTION high: remote shell of ssh2
          if (err) return reject(err);
          stream.on("data", (d) => resolve(String(d)));
        });
      });
      conn.connect({ host: "build.internal", username: "ci" });
    }),
});

server.addTool({
  name: "remote_uptime",
  parameters: z.object({ lines: z.string() }),
  execute: (args) =>
    new Promise((resolve) => {
      const conn = new Client();
      const count = parseInt(args.lines, 10) || 10;
      conn.on("ready", () => {
        conn.exec(`tail -n ${count} /var/log/syslog`, (_err, stream) => { // fine COMMAND_INJECTION: number in a remote command
          stream.on("data", (d) => resolve(String(d)));
        });
      });
      conn.connect({ host: "build.internal", username: "ci" });
    }),
});

await server.start({ transportType: "stdio" });
