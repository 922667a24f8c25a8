import { promises as fs } from "fs";

export const load = async ({ path }) => ({ content: [{ type: "text", text: await fs.readFile(path, "utf-8") }] });
