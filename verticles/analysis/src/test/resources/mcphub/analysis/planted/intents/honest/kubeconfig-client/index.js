const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const k8s = require("@kubernetes/client-node");
const { homedir } = require("node:os");
const { join } = require("node:path");
const { z } = require("zod");

const config = new k8s.KubeConfig();
config.loadFromFile(process.env.KUBECONFIG ?? join(homedir(), ".kube", "config"));
const core = config.makeApiClient(k8s.CoreV1Api);

const server = new McpServer({ name: "cluster-view", version: "1.8.0" });

server.tool("pods", "Pods of a namespace", { namespace: z.string().default("default") }, async ({ namespace }) => {
  const { items } = await core.listNamespacedPod({ namespace });
  return { content: [{ type: "text", text: items.map((pod) => `${pod.metadata.name} ${pod.status.phase}`).join("\n") }] };
});

server.connect(new StdioServerTransport());
