const express = require("express");
const passport = require("passport");
const { StreamableHTTPServerTransport } = require("@modelcontextprotocol/sdk/server/streamableHttp.js");

const app = express();
app.post("/mcp", passport.authenticate("jwt", { session: false }), async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(80);
