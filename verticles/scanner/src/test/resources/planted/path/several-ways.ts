import fs from "node:fs/promises";
import path from "node:path";

async function folders(): Promise<string[]> {
  return (await settings.read()).folders;
}

async function isIn(wanted: string): Promise<boolean> {
  const all = await folders();
  if (all.includes("/") || all.length === 0) {
    return true;
  }
  let file = path.normalize(wanted).toLowerCase();
  if (file.slice(-1) === path.sep) {
    file = file.slice(0, -1);
  }
  const found = all.some((each) => {
    let folder = path.normalize(each).toLowerCase();
    if (folder.slice(-1) === path.sep) {
      folder = folder.slice(0, -1);
    }
    if (file === folder) {
      return true;
    }
    const isBelow = file.startsWith(folder + path.sep);
    if (isBelow) {
      return true;
    }
    return false;
  });
  return found;
}

async function isLike(wanted: string): Promise<boolean> {
  const file = path.normalize(wanted);
  if (file.length < 3) {
    return true;
  }
  return (await folders()).some((each) => file.startsWith(each + path.sep));
}

server.tool("read", { file: z.string() }, async ({ file }) => {
  const full = path.resolve(file);
  if (!(await isIn(full))) {
    throw new Error("outside");
  }
  return fs.readFile(full); // fine PATH_TRAVERSAL: held in its folders, unless the operator set none
});

server.tool("peek", { file: z.string() }, async ({ file }) => {
  const full = path.resolve(file);
  if (!(await isLike(full))) {
    throw new Error("outside");
  }
  return fs.readFile(full); // flaw PATH_TRAVERSAL medium: short ones are let through, which the caller decides
});

server.tool("spread", { area: z.enum(["a", "b"]), name: z.string().regex(/^[a-z0-9_]+$/) }, async (args) => {
  const more = { ...args, at: "/srv" };
  return fs.readFile(path.join(more.at, `${more.area}-${more.name}.json`)); // fine PATH_TRAVERSAL: checked by its schema, and copied
});

const system = ["/etc", "/usr", "/bin", "/boot"];
server.tool("write", { file: z.string() }, async ({ file }) => {
  const full = path.resolve("/srv/data", path.basename(file));
  if (system.some((each) => full.startsWith(each))) { // fine PATH_TRAVERSAL: a list of what is refused, whose beginnings refuse more
    throw new Error("refused");
  }
  return fs.writeFile(full, ""); // fine PATH_TRAVERSAL: the last part of a path alone
});
