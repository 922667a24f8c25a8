import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import escapeStringRegexp from "escape-string-regexp";
import escapeRegExp from "lodash/escapeRegExp.js";
import _ from "lodash";
import RE2 from "re2";
import { readFileSync } from "node:fs";

const server = new Server({ name: "search", version: "0.2.0" }, { capabilities: { tools: {} } });
const LINES = readFileSync("/srv/notes/all.txt", "utf8").split("\n");
const KINDS = { error: "^ERROR\\b", warn: "^WARN(?:ING)?\\b" };
const LEVELS = ["error", "warn"];

function escapeOwn(value) {
  return value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function escapeDots(value) {
  return value.replace(/\./g, "\\.");
}

function escapeFirst(value) {
  return value.replace(/[.*+?^${}()|[\]\\]/, "\\$&");
}

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case "grep": {
      const re = new RegExp(args.pattern, "i"); // flaw REGEX_INJECTION medium: pattern of the caller
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "grep_text":
      return reply(LINES.filter((line) => line.includes(args.pattern))); // fine REGEX_INJECTION: plain text search
    case "grep_escaped": {
      const re = new RegExp(escapeOwn(args.pattern), "i"); // fine REGEX_INJECTION: escaped by the usual helper
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "grep_dots": {
      const re = new RegExp(escapeDots(args.pattern)); // flaw REGEX_INJECTION medium: only dots are escaped
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "grep_first": {
      const re = new RegExp(escapeFirst(args.pattern)); // flaw REGEX_INJECTION medium: no g flag, only the first character is escaped
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "grep_lodash": {
      const re = new RegExp("\\b" + escapeRegExp(args.word) + "\\b"); // fine REGEX_INJECTION: lodash escapeRegExp
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "grep_lodash_all": {
      const re = RegExp(`^${_.escapeRegExp(args.word)}`, "u"); // fine REGEX_INJECTION: lodash by its default import
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "grep_html": {
      const re = RegExp(`^${_.escape(args.word)}`, "u"); // flaw REGEX_INJECTION medium: lodash escape is for HTML
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "grep_package": {
      const re = new RegExp(escapeStringRegexp(args.word), "g"); // fine REGEX_INJECTION: escape-string-regexp
      return reply(LINES.filter((line) => line.match(re)));
    }
    case "grep_native": {
      const re = new RegExp(RegExp.escape(args.word), "g"); // fine REGEX_INJECTION: RegExp.escape
      return reply(LINES.filter((line) => line.match(re)));
    }
    case "grep_re2": {
      const re = new RE2(args.pattern, "i"); // fine REGEX_INJECTION: RE2 runs in linear time
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "word": {
      const re = new RegExp("\\b" + args.word + "\\b"); // flaw REGEX_INJECTION medium: value joined to the pattern
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "match":
      return reply(LINES.map((line) => line.match(args.pattern)?.[0])); // flaw REGEX_INJECTION medium: match compiles a string
    case "position":
      return reply(LINES.map((line) => line.search(args.pattern))); // flaw REGEX_INJECTION medium: search compiles a string
    case "index":
      return reply(LINES.map((line) => line.indexOf(args.pattern))); // fine REGEX_INJECTION: indexOf
    case "split":
      return reply(LINES.map((line) => line.split(args.separator).length)); // fine REGEX_INJECTION: split by a string is literal
    case "replace_text":
      return reply(LINES.map((line) => line.replaceAll(args.from, "-"))); // fine REGEX_INJECTION: a string is replaced literally
    case "replace": {
      return reply(LINES.map((line) => line.replace(new RegExp(args.from, "g"), "-"))); // flaw REGEX_INJECTION medium: pattern for replace
    }
    case "kind": {
      const re = new RegExp(KINDS[args.kind === "warn" ? "warn" : "error"]); // fine REGEX_INJECTION: one of two constants
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "level": {
      if (!LEVELS.includes(args.level)) throw new Error("unknown level");
      const re = new RegExp(`^${args.level}:`, "i"); // fine REGEX_INJECTION: allow-list
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "plain": {
      if (!/^\w+$/.test(args.word)) throw new Error("one word only");
      const re = new RegExp(`^${args.word}:`, "i"); // fine REGEX_INJECTION: word by an anchored pattern
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "short": {
      if (args.pattern.length > 200) throw new Error("too long");
      const re = new RegExp(args.pattern); // flaw REGEX_INJECTION medium: a short pattern is enough
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "tried": {
      let re;
      try {
        re = new RegExp(args.pattern); // flaw REGEX_INJECTION medium: catching errors does not bound the time
      } catch {
        return reply("bad pattern");
      }
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "encoded": {
      const re = new RegExp(encodeURIComponent(args.word)); // flaw REGEX_INJECTION medium: ( ) and * stay as they are
      return reply(LINES.filter((line) => re.test(line)));
    }
    case "flags": {
      const re = new RegExp("^ERROR", args.caseless ? "i" : ""); // fine REGEX_INJECTION: constant pattern
      return reply(LINES.filter((line) => re.test(line)));
    }
    default:
      throw new Error("unknown tool");
  }
});

function reply(value) {
  return { content: [{ type: "text", text: String(value) }] };
}
