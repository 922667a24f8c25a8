import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import openInBrowser, { openApp } from "open";
import { exec, execFile, spawn } from "node:child_process";
import fs from "node:fs/promises";

const server = new Server({ name: "login", version: "1.0.0" }, { capabilities: { tools: {} } });

function ensureWeb(address) {
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Error("scheme");
  return url.toString();
}

class Login {
  async begin() {
    const res = await fetch("https://login.example.com/device", { method: "POST" });
    this.answer = await res.json();
  }
  async show() {
    await openInBrowser(this.answer.verification_uri); // flaw OPEN_UNTRUSTED high: address from a remote answer in a field
  }
  async showChecked() {
    await openInBrowser(ensureWeb(this.answer.verification_uri)); // fine OPEN_UNTRUSTED: throwing helper checks the scheme
  }
}

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case "login": {
      const login = new Login();
      await login.begin();
      await login.show();
      return reply("shown");
    }
    case "login_checked": {
      const login = new Login();
      await login.begin();
      await login.showChecked();
      return reply("shown");
    }
    case "authorize": {
      const meta = await (await fetch("https://login.example.com/.well-known/oauth-authorization-server")).json();
      const url = new URL(meta.authorization_endpoint);
      url.searchParams.set("client_id", "cli");
      await openInBrowser(url.href); // flaw OPEN_UNTRUSTED high: endpoint of a remote answer
      return reply("shown");
    }
    case "authorize_fixed": {
      const url = new URL("https://login.example.com/authorize");
      url.searchParams.set("state", args.state);
      await openInBrowser(url.href); // fine OPEN_UNTRUSTED: constant base, value in searchParams
      return reply("shown");
    }
    case "authorize_checked": {
      const meta = await (await fetch("https://login.example.com/.well-known/oauth-authorization-server")).json();
      const url = new URL(meta.authorization_endpoint);
      if (url.protocol !== "https:") return reply("refused");
      await openInBrowser(url.href); // fine OPEN_UNTRUSTED: protocol compared
      return reply("shown");
    }
    case "open":
      await openInBrowser(args.url, { wait: false }); // flaw OPEN_UNTRUSTED high: renamed default import
      return reply("shown");
    case "mac":
      execFile("open", [args.url]); // flaw OPEN_UNTRUSTED high: open of macOS
      return reply("shown");
    case "mac_app":
      spawn("open", ["-a", "Safari", "https://www.example.com"]); // fine OPEN_UNTRUSTED: constant
      return reply("shown");
    case "windows":
      spawn("explorer.exe", [args.target]); // flaw OPEN_UNTRUSTED high: explorer
      return reply("shown");
    case "dynamic": {
      const { default: open } = await import("open");
      await open(args.url); // flaw OPEN_UNTRUSTED high: dynamic import
      return reply("shown");
    }
    case "start_const":
      exec("xdg-open https://www.example.com"); // fine OPEN_UNTRUSTED: constant
      return reply("shown");
    case "file": {
      const file = await fs.open("/srv/notes/today.md", "r"); // fine OPEN_UNTRUSTED: fs.open opens no application
      await file.close();
      return reply("closed");
    }
    case "app":
      await openApp("firefox"); // fine OPEN_UNTRUSTED: constant application
      return reply("started");
    case "includes": {
      if (!args.url.includes("http")) throw new Error("web only");
      await openInBrowser(args.url); // flaw OPEN_UNTRUSTED high: http may stand anywhere
      return reply("shown");
    }
    default:
      throw new Error("unknown tool");
  }
});

function reply(value) {
  return { content: [{ type: "text", text: String(value) }] };
}
