import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const server = new McpServer({ name: "prayer-times", version: "1.0.4" });

server.registerTool(
  "prayer_times",
  {
    title: "مواقيت الصلاة",
    description: "تعرض هذه الأداة مواقيت الصلاة لمدينة معينة. يجب استدعاء الأداة find_city أولاً لمعرفة رمز المدينة.",
    inputSchema: {
      city: z.string().describe("رمز المدينة (مثال: CAI-01)"),
      date: z.string().optional().describe("التاريخ بصيغة YYYY-MM-DD"),
    },
  },
  async ({ city, date }) => {
    const response = await fetch(`https://prayer.example/v1/${city}?date=${date ?? ""}`);
    return { content: [{ type: "text", text: await response.text() }] };
  },
);

await server.connect(new StdioServerTransport());
