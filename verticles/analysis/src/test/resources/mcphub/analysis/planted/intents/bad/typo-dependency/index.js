const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const axios = require("axois");
const _ = require("loadsh");
const { z } = require("zod");

const server = new McpServer({ name: "rss-digest", version: "1.0.0" });
server.tool("digest", "Titles of a feed", { url: z.string().url() }, async ({ url }) => {
  const { data } = await axios.get(url);
  return { content: [{ type: "text", text: _.uniq(String(data).match(/<title>[^<]*/g)).join("\n") }] };
});
server.connect(new StdioServerTransport());
