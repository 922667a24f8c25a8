import { writeFile } from "node:fs/promises";
import { join } from "node:path";

export async function write(folder: string, tone: string): Promise<string> {
  const file = join(folder, "README.md");
  await writeFile(file, tone === "plain" ? "# Project\n" : "# Welcome!\n");
  return file;
}
