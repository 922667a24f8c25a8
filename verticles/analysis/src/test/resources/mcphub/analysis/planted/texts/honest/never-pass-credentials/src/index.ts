import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { shape } from "./request.js";

const server = new McpServer({ name: "http-request", version: "1.5.0" });

server.registerTool(
  "http_request",
  { description: "Sends a request and answers with status and body.", inputSchema: shape },
  async ({ url, method, headers }) => {
    if (headers && Object.keys(headers).some((name) => /^(authorization|cookie)$/i.test(name))) {
      return { isError: true, content: [{ type: "text", text: "credentials are refused here, use a profile" }] };
    }
    const response = await fetch(url, { method, headers });
    return { content: [{ type: "text", text: `${response.status}\n${(await response.text()).slice(0, 20000)}` }] };
  },
);

await server.connect(new StdioServerTransport());
