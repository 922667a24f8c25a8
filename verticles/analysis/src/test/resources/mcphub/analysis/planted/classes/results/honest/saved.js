import { writeFile } from "node:fs/promises";
import { server } from "./server.js";

server.tool("download", { url: z.string() }, async ({ url }) => {
  const answer = await fetch(url);
  await writeFile("/tmp/download.bin", Buffer.from(await answer.arrayBuffer()));
  return { content: [{ type: "text", text: "saved" }] };
});
