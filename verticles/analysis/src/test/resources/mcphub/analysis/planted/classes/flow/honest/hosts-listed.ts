import { readFile } from "node:fs/promises";
import { server } from "./server.js";

const HOSTS = ["api.example.com", "status.example.com"];
server.tool("read", { path: z.string() }, async ({ path }) => ({ content: [{ type: "text", text: await readFile(path, "utf8") }] }));
server.tool("get", { host: z.string() }, async ({ host }) => {
  if (!HOSTS.includes(host)) {
    throw new Error("not allowed");
  }
  const answer = await fetch(`https://${host}/v1`);
  return { content: [{ type: "text", text: await answer.text() }] };
});
