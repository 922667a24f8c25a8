import { FastMCP, UserError } from "fastmcp";
import { z } from "zod";

const server = new FastMCP({ name: "tables", version: "1.1.0" });
const ROWS: string[] = ["alpha", "beta"];
const SPECIAL = /[-/\\^$*+?.()|[\]{}]/g;

const escape = (s: string): string => s.replace(SPECIAL, "\\$&");
const quote = (s: string): string => JSON.stringify(s);

class Glob {
  constructor(private readonly text: string) {}
  match(row: string): boolean {
    return row.startsWith(this.text);
  }
}

function filter(rows: string[], source: string): string[] {
  const re = new RegExp(source, "u"); // flaw REGEX_INJECTION medium: helper gets the caller's pattern
  return rows.filter((row) => re.test(row));
}

function filterKnown(rows: string[], source: string): string[] {
  const re = new RegExp(source, "u"); // fine REGEX_INJECTION: helper only gets constants
  return rows.filter((row) => re.test(row));
}

server.addTool({
  name: "filter",
  parameters: z.object({ source: z.string() }),
  execute: async ({ source }) => filter(filterKnown(ROWS, "^[a-z]+$"), source).join("\n"),
});

server.addTool({
  name: "filter_escaped",
  parameters: z.object({ text: z.string() }),
  execute: async ({ text }) => {
    const re = new RegExp(`^${escape(text)}`, "i"); // fine REGEX_INJECTION: escaped by a helper of the file
    return ROWS.filter((row) => re.test(row)).join("\n");
  },
});

server.addTool({
  name: "filter_quoted",
  parameters: z.object({ text: z.string() }),
  execute: async ({ text }) => {
    const re = new RegExp(quote(text)); // flaw REGEX_INJECTION medium: JSON.stringify leaves the pattern's signs
    return ROWS.filter((row) => re.test(row)).join("\n");
  },
});

server.addTool({
  name: "filter_enum",
  parameters: z.object({ kind: z.enum(["alpha", "beta"]) }),
  execute: async ({ kind }) => {
    const re = new RegExp(`^${kind}\\b`); // fine REGEX_INJECTION: enum schema
    return ROWS.filter((row) => re.test(row)).join("\n");
  },
});

server.addTool({
  name: "filter_schema",
  parameters: z.object({ word: z.string().regex(/^[A-Za-z0-9_]{1,40}$/) }),
  execute: async ({ word }) => {
    const re = new RegExp(`\\b${word}\\b`); // fine REGEX_INJECTION: word by the schema's anchored pattern
    return ROWS.filter((row) => re.test(row)).join("\n");
  },
});

server.addTool({
  name: "filter_checked",
  parameters: z.object({ word: z.string() }),
  execute: async ({ word }) => {
    if (!/[A-Za-z]+/.test(word)) throw new UserError("no letters");
    const re = new RegExp(`\\b${word}\\b`); // flaw REGEX_INJECTION medium: the check is not anchored
    return ROWS.filter((row) => re.test(row)).join("\n");
  },
});

server.addTool({
  name: "all",
  parameters: z.object({ source: z.string(), text: z.string() }),
  execute: async ({ source, text }) => {
    const hits = [...text.matchAll(source as unknown as RegExp)]; // flaw REGEX_INJECTION medium: matchAll compiles a string
    return String(hits.length);
  },
});

server.addTool({
  name: "all_words",
  parameters: z.object({ text: z.string() }),
  execute: async ({ text }) => String([...text.matchAll(/\w+/g)].length), // fine REGEX_INJECTION: constant pattern on the caller's text
});

server.addTool({
  name: "glob",
  parameters: z.object({ text: z.string() }),
  execute: async ({ text }) => {
    const glob = new Glob(text);
    return ROWS.filter((row) => glob.match(row)).join("\n"); // fine REGEX_INJECTION: match of an own class
  },
});

server.addTool({
  name: "extract",
  parameters: z.object({ rules: z.array(z.object({ field: z.string(), pattern: z.string() })) }),
  execute: async ({ rules }) => {
    const out: Record<string, string | undefined> = {};
    for (const { field, pattern } of rules) {
      out[field] = new RegExp(pattern).exec(ROWS.join(" "))?.[0]; // flaw REGEX_INJECTION medium: pattern inside the caller's list
    }
    return JSON.stringify(out);
  },
});

server.addTool({
  name: "remote",
  parameters: z.object({}),
  execute: async () => {
    const res = await fetch("https://rules.example.com/filter.json");
    const { pattern } = (await res.json()) as { pattern: string };
    const re = new RegExp(pattern); // flaw REGEX_INJECTION medium: pattern from a remote answer
    return ROWS.filter((row) => re.test(row)).join("\n");
  },
});

await server.start({ transportType: "stdio" });
