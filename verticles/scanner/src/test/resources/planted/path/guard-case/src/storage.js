import { promises as fs } from "fs";
import path from "path";

export default class Storage {
  #root;
  constructor(root) {
    this.#root = root;
  }
  async put(key, value) {
    await fs.writeFile(path.join(this.#root, key + ".json"), value); // flaw PATH_TRAVERSAL high: key of the caller in another file
  }
  async putNumbered(id, value) {
    const name = String(Number(id)).padStart(8, "0");
    await fs.writeFile(path.join(this.#root, name + ".json"), value); // fine PATH_TRAVERSAL: number
  }
}
