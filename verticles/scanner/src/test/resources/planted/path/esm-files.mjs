import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import fs, { promises as fsp, createReadStream, createWriteStream } from "node:fs";
import { readFile, writeFile, mkdir, cp as copy, rm, rename, readdir, stat, realpath } from "node:fs/promises";
import path, { join, resolve, sep, dirname, basename, extname } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const base = await realpath("/srv/work"); // fine PATH_TRAVERSAL: constant
const seed = await readFile(process.env.SEED_FILE ?? "seed.txt", "utf8"); // flaw PATH_TRAVERSAL low: operator's environment
const server = new Server({ name: "files", version: "1.0.0" }, { capabilities: { tools: {} } });
const FILES = ["readme.md", "license.md"];

async function inside(file) {
  const real = await realpath(resolve(base, file)); // fine PATH_TRAVERSAL: only resolves, the check follows
  if (real !== base && !real.startsWith(base + sep)) throw new Error("outside");
  return real;
}

async function insideNew(file) {
  const full = resolve(base, file);
  const parent = await realpath(dirname(full)); // fine PATH_TRAVERSAL: only resolves, the check follows
  if (parent !== base && !parent.startsWith(base + sep)) throw new Error("outside");
  return join(parent, basename(full));
}

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case "read":
      return reply(await readFile(args.path, "utf8")); // flaw PATH_TRAVERSAL high: whole path
    case "read_inside":
      return reply(await readFile(await inside(args.path), "utf8")); // fine PATH_TRAVERSAL: helper that contains
    case "write": {
      const target = join(base, args.path);
      await writeFile(target, args.content); // flaw PATH_TRAVERSAL high: write below a joined base
      return reply("written");
    }
    case "write_inside": {
      const target = await insideNew(args.path);
      await writeFile(target, args.content, { flag: "wx" }); // fine PATH_TRAVERSAL: parent contained, new file only
      return reply("written");
    }
    case "write_fixed":
      await writeFile(join(base, "out.txt"), args.content); // fine PATH_TRAVERSAL: constant name, only the content is the caller's
      return reply("written");
    case "mkdir":
      await mkdir(join(base, args.folder), { recursive: true }); // flaw PATH_TRAVERSAL high: mkdir
      return reply("made");
    case "copy":
      await copy(join(base, "template"), args.to, { recursive: true }); // flaw PATH_TRAVERSAL high: destination of a copy
      return reply("copied");
    case "remove":
      await rm(resolve(base, args.path), { recursive: true }); // flaw PATH_TRAVERSAL high: recursive removal
      return reply("removed");
    case "remove_inside":
      await rm(await inside(args.path)); // fine PATH_TRAVERSAL: contained by the helper
      return reply("removed");
    case "move": {
      const { from, to } = args;
      await rename(join(base, basename(from)), join(base, to)); // flaw PATH_TRAVERSAL high: only one of both is a base name
      return reply("moved");
    }
    case "move_safe": {
      const { from, to } = args;
      await rename(join(base, basename(from)), join(base, basename(to))); // fine PATH_TRAVERSAL: both are base names
      return reply("moved");
    }
    case "list":
      return reply((await readdir(join(base, args.folder ?? "."))).join("\n")); // flaw PATH_TRAVERSAL high: readdir
    case "list_root":
      return reply(seed + (await readdir(base)).join("\n")); // fine PATH_TRAVERSAL: no value of the caller
    case "stat": {
      const info = await stat(`${base}/${args.path}`); // flaw PATH_TRAVERSAL high: stat
      return reply(info.size);
    }
    case "doc": {
      if (!FILES.includes(args.file)) throw new Error("no such document");
      return reply(await fsp.readFile(join(here, "docs", args.file), "utf8")); // fine PATH_TRAVERSAL: allow-list
    }
    case "doc_ext": {
      if (extname(args.file) !== ".md") throw new Error("no document");
      return reply(await fsp.readFile(join(here, "docs", args.file), "utf8")); // flaw PATH_TRAVERSAL high: an extension check is no containment
    }
    case "stream": {
      const source = createReadStream(args.path); // flaw PATH_TRAVERSAL high: createReadStream
      source.pipe(createWriteStream("/tmp/copy.bin")); // fine PATH_TRAVERSAL: constant
      return reply("streamed");
    }
    case "append":
      fs.appendFileSync(path.join(base, args.log), args.line); // flaw PATH_TRAVERSAL high: append
      return reply("added");
    case "append_const": {
      const log = args.error ? "error.log" : "out.log";
      fs.appendFileSync(path.join(base, log), args.line); // fine PATH_TRAVERSAL: one of two constants
      return reply("added");
    }
    case "exists":
      return reply(fs.existsSync(path.normalize(args.path))); // flaw PATH_TRAVERSAL high: normalize contains nothing
    default:
      throw new Error("unknown tool");
  }
});

function reply(value) {
  return { content: [{ type: "text", text: String(value) }] };
}
