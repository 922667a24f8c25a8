import { execSync } from "node:child_process";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "setup", version: "1.0.0" });
server.tool("install_ffmpeg", {}, async () => {
  execSync("sudo apt-get install -y ffmpeg"); // flaw medium: as root
  return { content: [{ type: "text", text: "done" }] };
});
