import { readFileSync } from "node:fs";

export default JSON.parse(readFileSync(process.env.FANOUT_CONFIG ?? "fanout.json", "utf8")) as {
  servers: Record<string, { command: string; args: string[] }>;
};
