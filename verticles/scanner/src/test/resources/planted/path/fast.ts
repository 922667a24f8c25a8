import { FastMCP, UserError } from "fastmcp";
import { z } from "zod";
import fs from "fs-extra";
import * as nodefs from "node:fs";
import path from "node:path";
import { randomUUID } from "node:crypto";

const server = new FastMCP({ name: "exports", version: "1.2.0" });
const ROOT = "/srv/exports";

function isInside(root: string, candidate: string): boolean {
  const rel = path.relative(root, candidate);
  return rel !== "" && !rel.startsWith("..") && !path.isAbsolute(rel);
}

server.addTool({
  name: "write_report",
  parameters: z.object({ file: z.string(), body: z.string() }),
  execute: async (args) => {
    await fs.outputFile(path.join(ROOT, args.file), args.body); // flaw PATH_TRAVERSAL high: fs-extra outputFile
    return "written";
  },
});

server.addTool({
  name: "write_generated",
  parameters: z.object({ body: z.string() }),
  execute: async (args) => {
    await fs.outputFile(path.join(ROOT, `${randomUUID()}.txt`), args.body); // fine PATH_TRAVERSAL: random own name
    return "written";
  },
});

server.addTool({
  name: "read_report",
  parameters: z.object({ file: z.string() }),
  execute: async ({ file }) => {
    const real = await nodefs.promises.realpath(path.resolve(ROOT, file)); // fine PATH_TRAVERSAL: only resolves, the check follows
    if (!isInside(ROOT, real)) throw new UserError("outside");
    return nodefs.promises.readFile(real, "utf8"); // fine PATH_TRAVERSAL: predicate by path.relative on the real path
  },
});

server.addTool({
  name: "read_unchecked",
  parameters: z.object({ file: z.string() }),
  execute: async ({ file }) => {
    const full = path.resolve(ROOT, file);
    if (!isInside(ROOT, full)) console.error("outside", full);
    return nodefs.promises.readFile(full, "utf8"); // flaw PATH_TRAVERSAL high: the check only logs
  },
});

server.addTool({
  name: "clear_folder",
  parameters: z.object({ folder: z.string() }),
  execute: async ({ folder }) => {
    await fs.emptyDir(`${ROOT}/${folder}`); // flaw PATH_TRAVERSAL high: fs-extra emptyDir
    return "cleared";
  },
});

server.addTool({
  name: "read_many",
  parameters: z.object({ files: z.array(z.string()) }),
  execute: async ({ files }) => {
    const parts = files.map((f) => nodefs.readFileSync(path.join(ROOT, f), "utf8")); // flaw PATH_TRAVERSAL high: each of the caller's array
    return parts.join("\n");
  },
});

server.addTool({
  name: "read_all",
  parameters: z.object({}),
  execute: async () => {
    const parts = ["a.md", "b.md"].map((f) => nodefs.readFileSync(path.join(ROOT, f), "utf8")); // fine PATH_TRAVERSAL: constant names
    return parts.join("\n");
  },
});

server.addTool({
  name: "open_handle",
  parameters: z.object({ file: z.string(), mode: z.enum(["r", "a"]) }),
  execute: async ({ file, mode }) => {
    const handle = await nodefs.promises.open(path.posix.join(ROOT, file), mode); // flaw PATH_TRAVERSAL high: open
    await handle.close();
    return "opened";
  },
});

server.addTool({
  name: "link",
  parameters: z.object({ target: z.string() }),
  execute: async ({ target }) => {
    const full = path.resolve(ROOT, target);
    if (!full.startsWith(ROOT + "/")) throw new UserError("outside");
    const data = await nodefs.promises.readFile(full, "utf8"); // flaw PATH_TRAVERSAL medium: no links resolved before the read
    return data;
  },
});

server.addTool({
  name: "dots",
  parameters: z.object({ file: z.string() }),
  execute: async ({ file }) => {
    if (file.includes("..")) throw new UserError("no dots");
    return nodefs.readFileSync(path.resolve(ROOT, file), "utf8"); // flaw PATH_TRAVERSAL high: an absolute path replaces the base
  },
});

await server.start({ transportType: "stdio" });
