import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const key = process.env.GEOCODER_API_KEY;
if (!key) {
  console.error("GEOCODER_API_KEY is not set; get one at https://geocoder.example/account");
  process.exit(1);
}

const server = new McpServer({ name: "geocoder-api", version: "1.2.0" });

server.registerTool("geocode", { description: "Coordinates of an address", inputSchema: { address: z.string() } }, async ({ address }) => {
  const url = new URL("https://api.geocoder.example/v1/search");
  url.searchParams.set("q", address);
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  return { content: [{ type: "text", text: await response.text() }] };
});

await server.connect(new StdioServerTransport());
