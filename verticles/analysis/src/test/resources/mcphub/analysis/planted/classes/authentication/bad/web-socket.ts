import { WebSocketServer } from "ws";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { WebSocketServerTransport } from "./lib/websocket-transport.js";

const sockets = new WebSocketServer({ port: 7000 });
sockets.on("connection", async (socket) => {
  const server = new Server({ name: "canvas", version: "0.1.0" }, { capabilities: {} });
  await server.connect(new WebSocketServerTransport(socket)); // flaw medium: a page of any site opens a socket, too
});
