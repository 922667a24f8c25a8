import express from "express";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

const app = express();

app.post("/mcp", async (req, res) => {
  const id = req.get("x-access-id");
  if (!id) {
    return res.status(401).json({ error: "who are you" });
  }
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: turned away with 401
  await serve(id, transport);
  await transport.handleRequest(req, res, req.body);
});

app.listen(3000, "127.0.0.1"); // fine NETWORK_EXPOSURE: this machine
