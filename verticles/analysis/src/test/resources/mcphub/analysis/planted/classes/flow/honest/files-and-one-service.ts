import { readFile } from "node:fs/promises";
import { server } from "./server.js";

server.tool("read_file", { path: z.string() }, async ({ path }) => ({ content: [{ type: "text", text: await readFile(path, "utf8") }] }));
server.tool("weather", { city: z.string() }, async ({ city }) => {
  const answer = await fetch(`https://api.weather.example/v1/now?city=${encodeURIComponent(city)}`);
  return { content: [{ type: "text", text: JSON.stringify(await answer.json()) }] };
});
