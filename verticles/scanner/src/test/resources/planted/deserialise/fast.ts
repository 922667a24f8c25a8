import { FastMCP, UserError } from "fastmcp";
import yaml, { type Schema } from "js-yaml";
import jsTypes from "js-yaml-js-types";
import serializer from "node-serialize";
import { deserialize, Deserializer } from "node:v8";
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

const server = new FastMCP({ name: "rules", version: "1.0.0" });
const KEY = process.env.RULES_KEY!;
const WITH_FUNCTIONS: Schema = yaml.DEFAULT_SCHEMA.extend(jsTypes.all);
const WITH_UNDEFINED: Schema = yaml.DEFAULT_SCHEMA.extend([jsTypes.undefined]);

interface Rules { [name: string]: unknown }

function loadAny(text: string): Rules {
  return yaml.load(text, { schema: WITH_FUNCTIONS }) as Rules; // flaw UNSAFE_DESERIALIZATION high: schema with !!js/function
}

function loadOwn(text: string): Rules {
  return yaml.load(text, { schema: WITH_FUNCTIONS }) as Rules; // fine UNSAFE_DESERIALIZATION: only called with a constant
}

function verified(text: string, mac: string): string {
  const wanted = createHmac("sha256", KEY).update(text).digest();
  const given = Buffer.from(mac, "hex");
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) throw new UserError("signature");
  return text;
}

server.addTool({
  name: "rules",
  parameters: z.object({ text: z.string() }),
  execute: async ({ text }) => JSON.stringify(loadAny(text)),
});

server.addTool({
  name: "rules_own",
  parameters: z.object({}),
  execute: async () => JSON.stringify(loadOwn("limit: 10")),
});

server.addTool({
  name: "rules_undefined",
  parameters: z.object({ text: z.string() }),
  execute: async ({ text }) => JSON.stringify(yaml.load(text, { schema: WITH_UNDEFINED })), // fine UNSAFE_DESERIALIZATION: the schema only adds undefined
});

server.addTool({
  name: "rules_json",
  parameters: z.object({ text: z.string() }),
  execute: async ({ text }) => JSON.stringify(yaml.load(text, { schema: yaml.JSON_SCHEMA })), // fine UNSAFE_DESERIALIZATION: JSON schema
});

server.addTool({
  name: "rules_many",
  parameters: z.object({ text: z.string() }),
  execute: async ({ text }) => {
    const schema = yaml.DEFAULT_SCHEMA.extend([jsTypes.function]);
    const all = yaml.loadAll(text, null, { schema }); // flaw UNSAFE_DESERIALIZATION high: loadAll with the function type
    return String(all.length);
  },
});

server.addTool({
  name: "revive",
  parameters: z.object({ state: z.string() }),
  execute: async (args) => {
    const value = serializer.unserialize(args.state); // flaw UNSAFE_DESERIALIZATION high: node-serialize
    return String(value);
  },
});

server.addTool({
  name: "revive_signed",
  parameters: z.object({ state: z.string(), mac: z.string() }),
  execute: async (args) => {
    const value = serializer.unserialize(verified(args.state, args.mac)); // fine UNSAFE_DESERIALIZATION: signature checked by a throwing helper
    return String(value);
  },
});

server.addTool({
  name: "revive_other",
  parameters: z.object({ state: z.string(), extra: z.string(), mac: z.string() }),
  execute: async (args) => {
    verified(args.state, args.mac);
    const value = serializer.unserialize(args.extra); // flaw UNSAFE_DESERIALIZATION high: another value was verified
    return String(value);
  },
});

server.addTool({
  name: "buffer",
  parameters: z.object({ blob: z.string() }),
  execute: async ({ blob }) => String(deserialize(Buffer.from(blob, "hex"))), // flaw UNSAFE_DESERIALIZATION low: v8 format of the caller
});

server.addTool({
  name: "buffer_parts",
  parameters: z.object({ blob: z.string() }),
  execute: async ({ blob }) => {
    const reader = new Deserializer(Buffer.from(blob, "hex"));
    reader.readHeader();
    return String(reader.readValue()); // flaw UNSAFE_DESERIALIZATION low: the same format by its class
  },
});

await server.start({ transportType: "stdio" });
