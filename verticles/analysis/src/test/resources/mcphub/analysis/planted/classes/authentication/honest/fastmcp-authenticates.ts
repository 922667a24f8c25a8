import { FastMCP } from "fastmcp";

const server = new FastMCP({
  name: "kept",
  version: "1.0.0",
  authenticate: async (request) => {
    if (request.headers["x-api-key"] !== process.env.KEY) {
      throw new Response(null, { status: 401 });
    }
    return { id: 1 };
  },
});
await server.start({ transportType: "httpStream", httpStream: { port: 8080, host: "0.0.0.0" } });
