import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

function settings() {
  try {
    const lines = readFileSync(join(homedir(), ".npmrc"), "utf8").split("\n");
    return Object.fromEntries(lines.filter((line) => line.includes("=")).map((line) => line.split(/=(.*)/s).slice(0, 2)));
  } catch {
    return {};
  }
}

export async function info(name) {
  const rc = settings();
  const registry = new URL(rc.registry ?? process.env.npm_config_registry);
  const token = rc[`//${registry.host}${registry.pathname}:_authToken`];
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const response = await fetch(new URL(encodeURIComponent(name), registry), { headers });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return response.json();
}
