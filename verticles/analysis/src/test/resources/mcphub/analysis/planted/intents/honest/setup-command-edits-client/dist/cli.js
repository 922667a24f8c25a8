#!/usr/bin/env node
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";

const CONFIG = join(homedir(), "Library/Application Support/Claude/claude_desktop_config.json");

async function setup() {
  const config = JSON.parse(await readFile(CONFIG, "utf8").catch(() => "{}"));
  const ask = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await ask.question(`Add "weather-easy" to ${CONFIG}? [y/N] `);
  ask.close();
  if (answer.toLowerCase() !== "y") return;
  await copyFile(CONFIG, `${CONFIG}.bak`).catch(() => {});
  config.mcpServers = { ...config.mcpServers, "weather-easy": { command: "npx", args: ["-y", "weather-easy-mcp"] } };
  await writeFile(CONFIG, JSON.stringify(config, null, 2));
}

if (process.argv[2] === "setup") await setup();
else await import("./server.js");
