import { readFileSync } from "node:fs";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import updateNotifier from "update-notifier";
import { z } from "zod";

const pkg = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
updateNotifier({ pkg, updateCheckInterval: 24 * 60 * 60 * 1000 }).notify({ defer: true });

const server = new McpServer({ name: pkg.name, version: pkg.version });
const END = Date.parse("2027-06-30");

server.registerTool("menu", { description: "The menu of a day", inputSchema: { day: z.enum(["mon", "tue", "wed", "thu", "fri"]) } }, async ({ day }) => {
  if (Date.now() > END) console.error("menu-of-the-day 1.x is no longer maintained, please upgrade");
  const response = await fetch(`https://canteen.example/menu/${day}`);
  return { content: [{ type: "text", text: await response.text() }] };
});

await server.connect(new StdioServerTransport());
