import { FastMCP } from "fastmcp";
import { z } from "zod";
import * as vm from "node:vm";

const server = new FastMCP({ name: "rules", version: "1.0.0" });

function compileRule(source: string): (row: unknown) => unknown {
  return new Function("row", `"use strict"; return ${source};`) as never; // flaw CODE_INJECTION high: helper gets the caller's rule
}

function compileConstant(source: string): (row: unknown) => unknown {
  return new Function("row", source) as never; // fine CODE_INJECTION: only called with constants
}

const isIdentifier = (s: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(s);

server.addTool({
  name: "filter",
  parameters: z.object({ rule: z.string(), rows: z.array(z.unknown()) }),
  execute: async ({ rule, rows }) => String(rows.filter((row) => compileRule(rule)(row)).length),
});

server.addTool({
  name: "filter_all",
  parameters: z.object({ rows: z.array(z.unknown()) }),
  execute: async ({ rows }) => String(rows.filter(compileConstant("return row != null;")).length),
});

server.addTool({
  name: "field",
  parameters: z.object({ field: z.string() }),
  execute: async ({ field }) => {
    if (!isIdentifier(field)) throw new Error("bad field");
    const get = new Function("row", `return row.${field};`); // fine CODE_INJECTION: identifier by an anchored regex
    return String(get({}));
  },
});

server.addTool({
  name: "field_any",
  parameters: z.object({ field: z.string() }),
  execute: async ({ field }) => {
    const get = new Function("row", `return row.${field};`); // flaw CODE_INJECTION high: unchecked field
    return String(get({}));
  },
});

server.addTool({
  name: "field_quoted",
  parameters: z.object({ field: z.string() }),
  execute: async ({ field }) => {
    const get = new Function("row", `return row[${JSON.stringify(field)}];`); // fine CODE_INJECTION: JSON.stringify makes a literal
    return String(get({}));
  },
});

server.addTool({
  name: "script",
  parameters: z.object({ lines: z.array(z.string()) }),
  execute: async (args) => {
    const code = args.lines.join("\n");
    return String(new vm.Script(code).runInNewContext({})); // flaw CODE_INJECTION high: joined lines
  },
});

server.addTool({
  name: "module",
  parameters: z.object({ name: z.enum(["a", "b"]) }),
  execute: async ({ name }) => String(await import(`./modules/${name}.js`)), // fine CODE_INJECTION: z.enum
});

server.addTool({
  name: "module_any",
  parameters: z.object({ name: z.string() }),
  execute: async ({ name }) => String(await import(name)), // flaw CODE_INJECTION high: import of any module
});

await import(process.env.EXTENSION ?? "./none.js"); // flaw CODE_INJECTION low: operator's environment
await server.start({ transportType: "stdio" });
