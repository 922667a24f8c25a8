import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "fetch", version: "1.0.0" });
server.tool("fetch", { url: z.string() }, async ({ url }) => {
  const answer = await fetch(url); // flaw low: a page goes to the model
  return { content: [{ type: "text", text: await answer.text() }] };
});
