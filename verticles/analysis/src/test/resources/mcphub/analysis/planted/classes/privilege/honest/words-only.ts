import { server } from "./server.js";

const HELP = "If the port is taken, run `sudo lsof -i :80`. Never use chmod 777 or --privileged.";
const BLOCKED = ["sudo", "chmod 777", "docker run --privileged", "--dangerously-skip-permissions"];
server.tool("help", {}, async () => ({ content: [{ type: "text", text: HELP }] }));
export const isBlocked = (line: string) => BLOCKED.some((each) => line.includes(each));
