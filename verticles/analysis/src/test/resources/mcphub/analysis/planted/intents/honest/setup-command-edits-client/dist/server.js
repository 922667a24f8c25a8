import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const server = new McpServer({ name: "weather-easy", version: "1.0.0" });
server.registerTool("weather", { description: "Weather of a city", inputSchema: { city: z.string() } }, async ({ city }) => {
  const response = await fetch(`https://weather.example/${encodeURIComponent(city)}`);
  return { content: [{ type: "text", text: await response.text() }] };
});
await server.connect(new StdioServerTransport());
