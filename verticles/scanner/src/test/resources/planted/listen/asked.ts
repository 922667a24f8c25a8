import express from "express";
import { SSEServerTransport } from "@modelcontextprotocol/sdk/server/sse.js";

export function optional(host: string, port: number) {
  const app = express();
  const token = process.env.NOTES_TOKEN;
  if (token) {
    app.use((req, res, next) => {
      if (req.headers.authorization !== `Bearer ${token}`) {
        res.status(401).end();
        return;
      }
      next();
    });
  }
  if (!host) {
    throw new Error("no host");
  }
  app.get("/sse", (req, res) => {
    const transport = new SSEServerTransport("/messages", res); // flaw UNPROTECTED_TRANSPORT medium: a token is only asked for where the operator set one
    notes.connect(transport);
  });
  app.listen(port, "127.0.0.1"); // fine NETWORK_EXPOSURE: this machine
}
