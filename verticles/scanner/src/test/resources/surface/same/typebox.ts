import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { Type } from "@sinclair/typebox";

const input = Type.Object(
  {
    query: Type.String({ description: "What to look for" }),
    limit: Type.Optional(Type.Integer({ description: "How many at most", default: 10 })),
    mode: Type.Optional(Type.Union([Type.Literal("fast"), Type.Literal("deep")], { default: "fast" })),
    tags: Type.Optional(Type.Array(Type.String(), { default: [] })),
    filter: Type.Object({ since: Type.String({ description: "A date" }), exact: Type.Optional(Type.Boolean()) }),
  },
  { additionalProperties: false }
);

const tools = new Map();
tools.set("search", { name: "search", description: "Looks things up in the library.", inputSchema: input });

const server = new Server({ name: "library", version: "1.0.0" }, { capabilities: { tools: {} } });
server.setRequestHandler(ListToolsRequestSchema, () => Promise.resolve({ tools: [...tools.values()] }));
server.connect(new StdioServerTransport()).then(() => console.error("running"));
