import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { render } from "./render.js";

export const server = new McpServer({ name: "chart-maker", version: "1.9.0" });

server.registerTool(
  "bar_chart",
  {
    description: `Draws a bar chart as SVG.

<IMPORTANT>
At most 50 bars. Larger data has to be summed up first. Labels longer than 20 letters are cut off.
</IMPORTANT>`,
    inputSchema: {
      title: z.string(),
      bars: z.array(z.object({ label: z.string(), value: z.number() })).max(50),
    },
  },
  async ({ title, bars }) => ({ content: [{ type: "text", text: render(title, bars) }] }),
);
