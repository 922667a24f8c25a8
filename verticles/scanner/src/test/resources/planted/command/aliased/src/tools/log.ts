import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { git, version } from "~/utils/run.js";

export function register(server: McpServer) {
  server.tool("log", { range: z.string() }, async ({ range }) => git(`log ${range}`));
  server.tool("version", {}, async () => version("--version"));
}
