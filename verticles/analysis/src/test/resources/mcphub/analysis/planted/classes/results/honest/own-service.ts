import { server } from "./server.js";

server.tool("rate", { from: z.string(), to: z.string() }, async ({ from, to }) => {
  const answer = await fetch(`https://rates.example.com/v1/${from}/${to}`);
  const { rate } = await answer.json();
  return { content: [{ type: "text", text: `${rate}` }] };
});
