"use strict";
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { z } = require("zod");
const yaml = require("js-yaml");
const { readFileSync } = require("fs");

const server = new McpServer({ name: "pipelines", version: "1.0.0" });
const text = (s) => ({ content: [{ type: "text", text: JSON.stringify(s) }] });

server.tool("parse", { source: z.string() }, async ({ source }) => {
  return text(yaml.load(source)); // flaw UNSAFE_DESERIALIZATION high: version 3 loads !!js/function by default
});

server.tool("parse_safe", { source: z.string() }, async ({ source }) => {
  return text(yaml.safeLoad(source)); // fine UNSAFE_DESERIALIZATION: safeLoad of version 3
});

server.tool("parse_schema", { source: z.string() }, async ({ source }) => {
  return text(yaml.load(source, { schema: yaml.DEFAULT_SAFE_SCHEMA })); // fine UNSAFE_DESERIALIZATION: safe schema
});

server.tool("parse_full", { source: z.string() }, async ({ source }) => {
  return text(yaml.load(source, { schema: yaml.DEFAULT_FULL_SCHEMA })); // flaw UNSAFE_DESERIALIZATION high: full schema
});

server.tool("parse_all", { source: z.string() }, async (args) => {
  const out = [];
  yaml.loadAll(args.source, (doc) => out.push(doc)); // flaw UNSAFE_DESERIALIZATION high: loadAll of version 3
  return text(out);
});

server.tool("defaults", {}, async () => {
  return text(yaml.load(readFileSync("/etc/pipelines/defaults.yml", "utf8"))); // fine UNSAFE_DESERIALIZATION: own file
});
