import fs from "fs/promises";
import path from "path";

const ROOT = "/srv/store";

export async function guard(file) {
  const full = await fs.realpath(path.resolve(ROOT, file)); // fine PATH_TRAVERSAL: only resolves, the check follows
  if (full !== ROOT && !full.startsWith(ROOT + path.sep)) {
    throw new Error("not in the store");
  }
  return full;
}

export function looseGuard(file) {
  const full = path.resolve(ROOT, file);
  if (!full.startsWith(ROOT)) { // flaw PATH_TRAVERSAL high: prefix without separator in a shared guard
    throw new Error("not in the store");
  }
  return full;
}

export const joinRoot = (file) => path.join(ROOT, file);
