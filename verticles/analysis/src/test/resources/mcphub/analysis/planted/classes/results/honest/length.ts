import axios from "axios";
import { server } from "./server.js";

server.tool("size", { url: z.string() }, async ({ url }) => {
  const answer = await axios.get(url);
  return { content: [{ type: "text", text: `${answer.status}, ${String(answer.data).length} characters` }] };
});
