import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

export const server = new McpServer({ name: "расписание", version: "0.9.0" });

server.registerTool(
  "найти_поезд",
  {
    title: "Найти поезд",
    description: "Ищет электрички между станциями. Сначала вызовите список_станций, чтобы узнать коды.",
    inputSchema: { откуда: z.string(), куда: z.string() },
  },
  async (запрос) => {
    const ответ = await fetch("https://trains.example/ru", { method: "POST", body: JSON.stringify(запрос) });
    return { content: [{ type: "text", text: await ответ.text() }] };
  },
);

server.registerTool("список_станций", { description: "Коды станций." }, async () => ({
  content: [{ type: "text", text: "МСК Москва, ТВР Тверь" }],
}));
