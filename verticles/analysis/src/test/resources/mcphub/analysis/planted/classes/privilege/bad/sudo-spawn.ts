import { spawn } from "node:child_process";
import { server } from "./server.js";

server.tool("restart_service", { name: z.enum(["nginx", "redis"]) }, async ({ name }) => {
  spawn("sudo", ["systemctl", "restart", name]); // flaw medium: as root
  return { content: [] };
});
