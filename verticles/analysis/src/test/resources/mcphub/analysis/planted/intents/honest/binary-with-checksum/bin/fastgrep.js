#!/usr/bin/env node
const { spawn } = require("node:child_process");
const { join } = require("node:path");

const child = spawn(join(__dirname, "fastgrep"), ["mcp", ...process.argv.slice(2)], { stdio: "inherit" });
child.on("exit", (code) => process.exit(code ?? 1));
