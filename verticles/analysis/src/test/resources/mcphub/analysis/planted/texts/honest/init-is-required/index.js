const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const types = require("@modelcontextprotocol/sdk/types.js");
const planner = require("./planner");

const tools = [
  {
    name: "open_workspace",
    description: "**FIRST STEP, REQUIRED.** Opens the planning folder of a workspace. **NO OTHER TOOL of workspace-planner WORKS BEFORE IT RAN.** May be repeated.",
    inputSchema: { type: "object", properties: { path: { type: "string", description: "Absolute path, e.g. /home/user/garden" } }, required: ["path"] },
  },
  {
    name: "list_steps",
    description: "**SECOND STEP.** Lists the steps of the open plan.",
    inputSchema: { type: "object", properties: {} },
  },
];

const server = new Server({ name: "workspace-planner", version: "0.3.7" }, { capabilities: { tools: {} } });
server.setRequestHandler(types.ListToolsRequestSchema, async () => ({ tools }));
server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => ({
  content: [{ type: "text", text: JSON.stringify(planner[params.name](params.arguments ?? {})) }],
}));
server.connect(new StdioServerTransport());
