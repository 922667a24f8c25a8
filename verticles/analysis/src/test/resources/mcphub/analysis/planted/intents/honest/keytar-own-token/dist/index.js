import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { login, token } from "./auth.js";

if (process.argv[2] === "login") {
  await login(process.argv[3]);
  process.exit(0);
}

const server = new McpServer({ name: "issue-board", version: "2.0.0" });
server.registerTool("my_issues", { description: "Issues of the user" }, async () => {
  const response = await fetch("https://issue-board.example/api/issues", { headers: { authorization: `Bearer ${await token()}` } });
  return { content: [{ type: "text", text: await response.text() }] };
});
await server.connect(new StdioServerTransport());
