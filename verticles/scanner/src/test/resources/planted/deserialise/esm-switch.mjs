import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import serialize from "node-serialize";
import { unserialize as revive } from "node-serialize";
import * as v8 from "node:v8";
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import superjson from "superjson";
import * as devalue from "devalue";
import YAML from "yaml";
import { decode } from "@msgpack/msgpack";
import funcster from "funcster";

const server = new Server({ name: "sessions", version: "1.0.0" }, { capabilities: { tools: {} } });

class Parser {
  unserialize(word) {
    return word.split(",");
  }
}

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case "load":
      return reply(serialize.unserialize(args.state)); // flaw UNSAFE_DESERIALIZATION high: node-serialize runs functions
    case "load_json":
      return reply(JSON.parse(args.state)); // fine UNSAFE_DESERIALIZATION: JSON
    case "save":
      return reply(serialize.serialize({ state: args.state })); // fine UNSAFE_DESERIALIZATION: only writes
    case "load_base64": {
      const text = Buffer.from(args.state, "base64").toString("utf8");
      return reply(revive(text)); // flaw UNSAFE_DESERIALIZATION high: renamed import, decoded before
    }
    case "load_parsed": {
      const state = JSON.parse(args.state);
      return reply(revive(state)); // flaw UNSAFE_DESERIALIZATION high: node-serialize takes objects as well
    }
    case "load_own":
      return reply(new Parser().unserialize(args.state)); // fine UNSAFE_DESERIALIZATION: method of an own class
    case "load_constant":
      return reply(revive('{"theme":"dark"}')); // fine UNSAFE_DESERIALIZATION: constant
    case "binary":
      return reply(v8.deserialize(Buffer.from(args.blob, "base64"))); // flaw UNSAFE_DESERIALIZATION low: v8 format of the caller
    case "binary_packed": {
      const raw = gunzipSync(Buffer.from(args.blob, "base64"));
      return reply(v8.deserialize(raw)); // flaw UNSAFE_DESERIALIZATION low: unpacked before
    }
    case "binary_cache":
      return reply(v8.deserialize(readFileSync("/var/cache/app/state.bin"))); // fine UNSAFE_DESERIALIZATION: own file
    case "binary_copy":
      return reply(v8.deserialize(v8.serialize({ name: args.name }))); // fine UNSAFE_DESERIALIZATION: own bytes
    case "clone":
      return reply(structuredClone(args)); // fine UNSAFE_DESERIALIZATION: copies a value
    case "functions":
      return reply(funcster.deepDeserialize(JSON.parse(args.rules))); // flaw UNSAFE_DESERIALIZATION high: funcster compiles functions
    case "functions_out":
      return reply(funcster.deepSerialize({ words: args.words })); // fine UNSAFE_DESERIALIZATION: only writes
    case "super":
      return reply(superjson.parse(args.state)); // fine UNSAFE_DESERIALIZATION: superjson has no functions
    case "devalue":
      return reply(devalue.parse(args.state)); // fine UNSAFE_DESERIALIZATION: devalue.parse runs nothing
    case "yaml":
      return reply(YAML.parse(args.text)); // fine UNSAFE_DESERIALIZATION: the yaml package makes plain data
    case "pack":
      return reply(decode(Buffer.from(args.blob, "base64"))); // fine UNSAFE_DESERIALIZATION: msgpack
    case "remote": {
      const res = await fetch("https://state.example.com/current");
      return reply(serialize.unserialize(await res.text())); // flaw UNSAFE_DESERIALIZATION high: from a remote answer
    }
    default:
      throw new Error("unknown tool");
  }
});

function reply(value) {
  return { content: [{ type: "text", text: String(value) }] };
}
