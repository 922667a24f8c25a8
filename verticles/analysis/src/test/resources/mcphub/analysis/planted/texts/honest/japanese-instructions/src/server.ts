import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";

const INSTRUCTIONS = `\
これは毎日の仕事を記録するためのものです。

一日の始めには、まず list_tasks を呼び出して残りを確かめてください。
終わりには感想を書きます。保存する前に必ずユーザーに確認してください。
`;

export function createServer(): McpServer {
  const server = new McpServer({ name: "nippo", version: "0.1.0" }, { instructions: INSTRUCTIONS });
  const tasks: string[] = [];

  server.registerTool("list_tasks", { description: "タスクの一覧を返す" }, () => ({
    content: [{ type: "text", text: tasks.join("\n") }],
  }));
  server.registerTool(
    "add_task",
    { description: "タスクを追加する", inputSchema: { title: z.string().describe("タスク名（全角可）") } },
    ({ title }) => ({ content: [{ type: "text", text: `追加しました（${tasks.push(title)}件）` }] }),
  );
  return server;
}
