import express from "express";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";

const app = express();
const open = new Map();

app.get("/sse", async (_req, res) => {
  const transport = new SSEServerTransport("/messages", res); // flaw medium: on this machine, but any page of a browser gets there
  open.set(transport.sessionId, transport);
  await new Server({ name: "notes", version: "1.0.0" }, { capabilities: {} }).connect(transport);
});
app.post("/messages", (req, res) => open.get(req.query.sessionId)?.handlePostMessage(req, res));
app.listen(4000, "127.0.0.1");
