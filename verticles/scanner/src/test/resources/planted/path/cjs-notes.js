"use strict";
const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const fs = require("fs");
const path = require("path");
const crypto = require("crypto");
const { z } = require("zod");

const ROOT = fs.realpathSync("/srv/notes"); // fine PATH_TRAVERSAL: constant
const server = new McpServer({ name: "notes", version: "1.0.0" });
const text = (s) => ({ content: [{ type: "text", text: String(s) }] });

server.tool("read_note", { file: z.string() }, async ({ file }) => {
  return text(fs.readFileSync(file, "utf8")); // flaw PATH_TRAVERSAL high: the argument is the whole path
});

server.tool("read_joined", { file: z.string() }, async ({ file }) => {
  const full = path.join(ROOT, file);
  return text(fs.readFileSync(full, "utf8")); // flaw PATH_TRAVERSAL high: join with a base contains nothing
});

server.tool("read_base", { file: z.string() }, async ({ file }) => {
  const full = path.join(ROOT, path.basename(file));
  return text(fs.readFileSync(full, "utf8")); // fine PATH_TRAVERSAL: basename
});

server.tool("read_inside", { file: z.string() }, async ({ file }) => {
  const full = fs.realpathSync(path.resolve(ROOT, file)); // fine PATH_TRAVERSAL: only resolves links, the check follows
  if (full !== ROOT && !full.startsWith(ROOT + path.sep)) {
    throw new Error("outside of the notes");
  }
  return text(fs.readFileSync(full, "utf8")); // fine PATH_TRAVERSAL: resolved, links resolved, root with separator
});

server.tool("read_prefix", { file: z.string() }, async ({ file }) => {
  const full = path.resolve(ROOT, file);
  if (!full.startsWith(ROOT)) { // flaw PATH_TRAVERSAL high: root without separator also admits its siblings
    throw new Error("outside of the notes");
  }
  return text(fs.readFileSync(full, "utf8"));
});

server.tool("read_relative", { file: z.string() }, async ({ file }) => {
  const full = fs.realpathSync(path.resolve(ROOT, file)); // fine PATH_TRAVERSAL: only resolves links, the check follows
  const rel = path.relative(ROOT, full);
  if (rel.startsWith("..") || path.isAbsolute(rel)) throw new Error("outside");
  return text(fs.readFileSync(full, "utf8")); // fine PATH_TRAVERSAL: path.relative check on the real path
});

server.tool("read_link", { file: z.string() }, async ({ file }) => {
  const full = path.resolve(ROOT, file);
  if (!full.startsWith(ROOT + path.sep)) throw new Error("outside");
  return text(fs.readFileSync(full, "utf8")); // flaw PATH_TRAVERSAL medium: contained by name, a link inside leads out
});

server.tool("delete_note", { id: z.string() }, async ({ id }) => {
  fs.unlinkSync(`${ROOT}/${id}.md`); // flaw PATH_TRAVERSAL high: delete by template
  return text("deleted");
});

server.tool("delete_hashed", { id: z.string() }, async ({ id }) => {
  const name = crypto.createHash("sha256").update(id).digest("hex");
  fs.unlinkSync(path.join(ROOT, name + ".md")); // fine PATH_TRAVERSAL: hashed name
  return text("deleted");
});

server.tool("save_note", { title: z.string(), body: z.string() }, async ({ title, body }) => {
  const slug = title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  fs.writeFileSync(path.join(ROOT, `${slug}.md`), body); // fine PATH_TRAVERSAL: all other characters are replaced
  return text("saved");
});

server.tool("save_as", { title: z.string(), body: z.string() }, async ({ title, body }) => {
  const name = title.replace("../", "");
  fs.writeFileSync(path.join(ROOT, name), body); // flaw PATH_TRAVERSAL high: only the first ../ is removed
  return text("saved");
});

server.tool("read_kind", { kind: z.enum(["today", "later"]) }, async ({ kind }) => {
  return text(fs.readFileSync(path.join(ROOT, `${kind}.md`), "utf8")); // fine PATH_TRAVERSAL: z.enum
});

server.tool("page", { n: z.number().int() }, async ({ n }) => {
  return text(fs.readFileSync(path.join(ROOT, `page-${n}.md`), "utf8")); // fine PATH_TRAVERSAL: number
});

server.tool("by_id", { id: z.string() }, async ({ id }) => {
  if (!/^[A-Za-z0-9_-]+$/.test(id)) throw new Error("bad id");
  return text(fs.readFileSync(path.join(ROOT, id + ".json"), "utf8")); // fine PATH_TRAVERSAL: anchored regex before
});

server.tool("by_name", { id: z.string() }, async ({ id }) => {
  if (id.startsWith("/")) throw new Error("bad id");
  return text(fs.readFileSync(path.join(ROOT, id + ".json"), "utf8")); // flaw PATH_TRAVERSAL high: only absolute paths are refused
});

const config = fs.readFileSync(path.join(__dirname, "config.json"), "utf8"); // fine PATH_TRAVERSAL: constant
const extra = process.env.NOTES_CONFIG && fs.readFileSync(process.env.NOTES_CONFIG, "utf8"); // flaw PATH_TRAVERSAL low: operator's environment
module.exports = { server, config, extra };
