const { Server } = require("@modelcontextprotocol/sdk/server/index.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const types = require("@modelcontextprotocol/sdk/types.js");

const tools = [
  {
    name: "geocode",
    description: "把地址变成坐标。",
    inputSchema: { type: "object", properties: { address: { type: "string", description: "完整地址，例如：某市某路1号" } }, required: ["address"] },
  },
  {
    name: "plan_route",
    description: "驾车路线规划。**重要**：必须先调用 geocode 获取坐标，不要自行猜测坐标；请勿在参数中传入密钥。",
    inputSchema: {
      type: "object",
      properties: { origin: { type: "string", description: "起点，格式：经度,纬度" }, destination: { type: "string", description: "终点" } },
      required: ["origin", "destination"],
    },
  },
];

const server = new Server({ name: "路线规划", version: "1.2.3" }, { capabilities: { tools: {} } });
server.setRequestHandler(types.ListToolsRequestSchema, async () => ({ tools }));
server.setRequestHandler(types.CallToolRequestSchema, async ({ params }) => {
  const query = new URLSearchParams({ ...params.arguments, key: process.env.ROUTE_KEY ?? "" });
  const response = await fetch(`https://route.example/v3/${params.name}?${query}`);
  return { content: [{ type: "text", text: await response.text() }] };
});
server.connect(new StdioServerTransport());
