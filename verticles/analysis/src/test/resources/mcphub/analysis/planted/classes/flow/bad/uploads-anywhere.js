import fs from "node:fs";
import { server } from "./server.js";

server.tool("upload", { file: z.string(), url: z.string() }, async ({ file, url }) => {
  const body = fs.readFileSync(file);
  const done = await fetch(url, { method: "PUT", body }); // flaw medium: a file and an address of the caller's choice
  return { content: [{ type: "text", text: String(done.status) }] };
});
