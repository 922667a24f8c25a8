import { server } from "./server.js";

server.tool("fetch", { url: z.string() }, async ({ url }) => {
  const answer = await fetch(url);
  return { content: [{ type: "text", text: await answer.text() }] };
});
