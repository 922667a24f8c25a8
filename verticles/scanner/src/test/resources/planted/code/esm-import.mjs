import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import vm, { runInThisContext, createContext, runInContext, compileFunction } from "node:vm";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const server = new Server({ name: "scripts", version: "1.0.0" }, { capabilities: { tools: {} } });
const LOADERS = {
  yaml: () => import("./loaders/yaml.mjs"), // fine CODE_INJECTION: constant
  toml: () => import("./loaders/toml.mjs"), // fine CODE_INJECTION: constant
};

class Sandbox {
  constructor(code) {
    this.code = code;
  }
  run() {
    return vm.runInNewContext(this.code); // flaw CODE_INJECTION high: code in a field
  }
  static self() {
    const code = "1 + 1";
    return vm.runInNewContext(code); // fine CODE_INJECTION: another `code`, a constant
  }
}

class Interpreter {
  eval(word) {
    return word.toUpperCase();
  }
}

const handlers = {
  run_field: ({ code }) => new Sandbox(code).run(),
  run_self: () => Sandbox.self(),
  own_eval: ({ code }) => new Interpreter().eval(code), // fine CODE_INJECTION: a method named eval of an own class
  this_context: ({ code }) => runInThisContext(code), // flaw CODE_INJECTION high: runInThisContext
  in_context: ({ code, data }) => runInContext(`result = ${code}`, createContext({ data })), // flaw CODE_INJECTION high: runInContext
  in_context_fixed: ({ data }) => runInContext("data.length", createContext({ data })), // fine CODE_INJECTION: constant code
  compiled: ({ body }) => compileFunction(body, ["a"])(1), // flaw CODE_INJECTION high: compileFunction
  import_any: async ({ file }) => Object.keys(await import(file)), // flaw CODE_INJECTION high: import of the caller's path
  import_joined: async ({ file }) => Object.keys(await import(`./tools/${file}.mjs`)), // flaw CODE_INJECTION high: import of a built path
  import_word: async ({ file }) => {
    if (!/^[a-z]+$/.test(file)) throw new Error("bad name");
    return Object.keys(await import(`./tools/${file}.mjs`)); // fine CODE_INJECTION: own folder, one word
  },
  import_table: async ({ kind }) => {
    const load = Object.hasOwn(LOADERS, kind) ? LOADERS[kind] : LOADERS.yaml;
    return Object.keys(await load()); // fine CODE_INJECTION: table of constant imports
  },
  require_any: ({ file }) => require(file), // flaw CODE_INJECTION high: createRequire
  require_fixed: () => require("./package.json").version, // fine CODE_INJECTION: constant
  indirect: ({ code }) => (0, eval)(code), // flaw CODE_INJECTION high: indirect eval
  global_eval: ({ code }) => globalThis.eval(code), // flaw CODE_INJECTION high: globalThis.eval
  interval: ({ code }) => setInterval("tick(" + code + ")", 1000), // flaw CODE_INJECTION high: setInterval of a text
  interval_fn: ({ ms }) => setInterval(() => undefined, Number(ms)), // fine CODE_INJECTION: function
  data_url: async ({ code }) => import("data:text/javascript," + encodeURIComponent(code)), // flaw CODE_INJECTION high: the encoded value is the code
  async async_function({ code }) {
    const AsyncFunction = Object.getPrototypeOf(async function () {}).constructor;
    return new AsyncFunction("input", code)(1); // flaw CODE_INJECTION high: constructor of async functions
  },
  async remote() {
    const res = await fetch("https://rules.example.com/current.js");
    return eval(await res.text()); // flaw CODE_INJECTION high: code from a remote answer
  },
  pick: ({ fast }) => eval(fast ? "1" : "2"), // fine CODE_INJECTION: one of two constants
  number: ({ n }) => eval(`2 * ${Number(n)}`), // fine CODE_INJECTION: number
};

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args = {} } = request.params;
  if (!Object.hasOwn(handlers, name)) throw new Error("unknown tool");
  const out = await handlers[name](args);
  return { content: [{ type: "text", text: String(out) }] };
});
