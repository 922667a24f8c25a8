import { McpServer } from "@modelcontextprotocol/server";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import { compile as compileHandlebars, create } from "handlebars";
import { render as renderEjs, compile as compileEjs } from "ejs";
import template from "lodash/template.js";
import { Environment, Template } from "nunjucks";
import { Eta } from "eta";
import * as z from "zod/v4";

const server = new McpServer({ name: "reports", version: "2.1.0" });
const eta = new Eta({ views: "/srv/views" });
const hbs = create();
const engine = new Environment(null, { autoescape: true });
const text = (value: unknown) => ({ content: [{ type: "text" as const, text: String(value) }] });

class Compiler {
  compile(source: string): string {
    return source.toUpperCase();
  }
}

class Report {
  constructor(private readonly layout: string) {}
  render(rows: unknown[]): string {
    return renderEjs(this.layout, { rows }); // flaw TEMPLATE_INJECTION high: layout of the caller in a field
  }
  static empty(): string {
    return renderEjs("<p>no rows</p>", {}); // fine TEMPLATE_INJECTION: constant
  }
}

function fill(source: string, data: Record<string, unknown>): string {
  return hbs.compile(source)(data); // flaw TEMPLATE_INJECTION high: helper gets the caller's text
}

function fillKnown(source: string, data: Record<string, unknown>): string {
  return hbs.compile(source)(data); // fine TEMPLATE_INJECTION: helper only gets constants
}

server.registerTool(
  "report",
  { inputSchema: z.object({ layout: z.string().optional(), rows: z.array(z.unknown()) }) },
  async ({ layout, rows }) => text(layout ? new Report(layout).render(rows) : Report.empty()),
);

server.registerTool(
  "fill",
  { inputSchema: z.object({ source: z.string(), data: z.record(z.string(), z.unknown()) }) },
  async ({ source, data }) => text(fill(source, data) + fillKnown("{{#each rows}}-{{/each}}", data)),
);

server.registerTool(
  "subject",
  { inputSchema: z.object({ subject: z.string() }) },
  async (args) => {
    const make = compileHandlebars(`Subject: ${args.subject} ({{date}})`); // flaw TEMPLATE_INJECTION high: value inside the template text
    return text(make({ date: "today" }));
  },
);

server.registerTool(
  "subject_kind",
  { inputSchema: z.object({ kind: z.enum(["news", "bill"]) }) },
  async ({ kind }) => {
    const make = compileHandlebars(`Subject: ${kind} ({{date}})`); // fine TEMPLATE_INJECTION: enum schema
    return text(make({ date: "today" }));
  },
);

server.registerTool(
  "column",
  { inputSchema: z.object({ column: z.string() }) },
  async ({ column }) => {
    if (!/^[a-z_]+$/.test(column)) throw new Error("column");
    return text(template(`<%= row.${column} %>`)({ row: {} })); // fine TEMPLATE_INJECTION: one word by an anchored pattern
  },
);

server.registerTool(
  "column_any",
  { inputSchema: z.object({ column: z.string() }) },
  async ({ column }) => text(template(`<%= row.${column} %>`)({ row: {} })), // flaw TEMPLATE_INJECTION high: unchecked column in a code tag
);

server.registerTool(
  "page",
  { inputSchema: z.object({ source: z.string() }) },
  async ({ source }) => text(eta.renderString(source, { year: 2025 })), // flaw TEMPLATE_INJECTION high: eta compiles to code
);

server.registerTool(
  "page_data",
  { inputSchema: z.object({ name: z.string() }) },
  async ({ name }) => text(eta.renderString("Hello <%= it.name %>", { name })), // fine TEMPLATE_INJECTION: constant template
);

server.registerTool(
  "parts",
  { inputSchema: z.object({ source: z.string() }) },
  async ({ source }) => {
    const parts = new Template(source, engine); // flaw TEMPLATE_INJECTION high: nunjucks Template class
    return text(parts.render({}));
  },
);

server.registerTool(
  "upper",
  { inputSchema: z.object({ source: z.string() }) },
  async ({ source }) => text(new Compiler().compile(source)), // fine TEMPLATE_INJECTION: compile of an own class
);

server.registerTool("remote", { inputSchema: z.object({}) }, async () => {
  const res = await fetch("https://templates.example.com/report.ejs");
  const source = await res.text();
  return text(compileEjs(source)({})); // flaw TEMPLATE_INJECTION high: template from a remote answer
});

server.registerTool("size", { inputSchema: z.object({ width: z.number() }) }, async ({ width }) => {
  return text(renderEjs(`<hr width="${width}"><%= 1 %>`, {})); // fine TEMPLATE_INJECTION: number by schema
});

await server.connect(new StdioServerTransport());
