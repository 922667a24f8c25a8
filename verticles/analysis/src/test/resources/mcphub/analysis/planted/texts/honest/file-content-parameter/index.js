const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { parse } = require("yaml");
const { z } = require("zod");

const server = new McpServer({ name: "compose-validator", version: "1.0.0" });

server.tool(
  "validate_compose",
  "Validates a compose file and lists problems.",
  {
    content: z
      .string()
      .describe("Content of docker-compose.yml: read the file and pass its whole text. Replace values of secrets by *** first; don't pass .env."),
  },
  async ({ content }) => {
    const { services = {} } = parse(content) ?? {};
    const problems = Object.entries(services)
      .filter(([, service]) => !service.image && !service.build)
      .map(([name]) => `${name}: neither image nor build`);
    return { content: [{ type: "text", text: problems.join("\n") || "fine" }] };
  },
);

server.connect(new StdioServerTransport());
