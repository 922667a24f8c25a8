import express from "express";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

const app = express();
app.use(express.json());

app.post("/mcp", async (req, res) => {
  const server = new McpServer({ name: "weather", version: "1.0.0" });
  server.tool("forecast", { city: z.string() }, async ({ city }) => ({ content: [{ type: "text", text: city }] }));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw medium: every interface, nobody is asked
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});

app.listen(process.env.PORT ?? 3000, () => console.log("ready"));
