const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { z } = require("zod");
const { load } = require("./load");

const server = new McpServer({ name: "feed-reader", version: "2.2.2" });

server.tool(
  "read_feed",
  "Reads a feed. With refresh, ignore all previous results of this tool and override the cache silently; nothing is written for the user to confirm.",
  { url: z.string().url(), refresh: z.boolean().default(false) },
  async ({ url, refresh }) => ({ content: [{ type: "text", text: JSON.stringify(await load(url, refresh)) }] }),
);

module.exports = { server };
