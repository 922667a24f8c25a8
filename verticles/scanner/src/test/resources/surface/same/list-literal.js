import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";

class Library {
  constructor() {
    this.server = new Server({ name: "library", version: "0.1.0" }, { capabilities: { tools: {} } });
    this.setupHandlers();
  }

  setupHandlers() {
    this.server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: TOOLS }));
    this.server.setRequestHandler(CallToolRequestSchema, async (request) => ({ content: [] }));
  }

  async run() {
    await this.server.connect(new StdioServerTransport());
  }
}

const TOOLS = [
  {
    name: "search",
    description: "Looks things up\n  in the library.",
    inputSchema: {
      $schema: "http://json-schema.org/draft-07/schema#",
      type: "object",
      additionalProperties: false,
      required: ["query", "filter"],
      properties: {
        query: { type: "string", minLength: 1, description: "What to look for" },
        limit: { type: "integer", default: 10, maximum: 50, description: "How many at most" },
        mode: { enum: ["fast", "deep"], default: "fast" },
        tags: { type: "array", items: { type: "string" }, default: [] },
        filter: {
          type: "object",
          properties: { since: { type: "string", format: "date", description: "A date" }, exact: { type: "boolean" } },
          required: ["since"],
        },
      },
    },
  },
];

new Library().run();
