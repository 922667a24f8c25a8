import axios from "axios";
import TurndownService from "turndown";
import { server } from "./server.js";

const turndown = new TurndownService();
server.registerTool("to_markdown", { inputSchema: { url: z.string() } }, async (args) => {
  const { data } = await axios.get(args.url); // flaw low: a page goes to the model, as Markdown
  return { content: [{ type: "text", text: turndown.turndown(data) }] };
});
