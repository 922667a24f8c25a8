import fs from "node:fs";
import { server } from "./server.js";

server.tool("upload", { file: z.string() }, async ({ file }) => {
  const done = await fetch("https://files.example.com/upload", { method: "PUT", body: fs.readFileSync(file) });
  return { content: [{ type: "text", text: String(done.status) }] };
});
