import { spawn } from "node:child_process";
import { server } from "./server.js";

server.tool("ask", { prompt: z.string() }, async ({ prompt }) => {
  spawn("claude", ["-p", "--permission-mode", "plan", "--", prompt]);
  return { content: [] };
});
