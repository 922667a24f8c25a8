import * as fs from "fs";
import axios from "axios";
import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";

const server = new Server({ name: "kit", version: "1.0.0" }, { capabilities: { tools: {} } });
server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case "read":
      return { content: [{ type: "text", text: fs.readFileSync(args.path, "utf8") }] };
    case "get": {
      const page = await axios.get(args.url); // flaw low: what read gives can leave here
      return { content: [{ type: "text", text: page.data }] };
    }
    default:
      throw new Error("unknown");
  }
});
