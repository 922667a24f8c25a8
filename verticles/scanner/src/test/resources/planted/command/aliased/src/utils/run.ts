import { exec } from "node:child_process";
import { promisify } from "node:util";

const sh = promisify(exec);

export async function git(line: string) {
  return sh(`git ${line}`); // flaw COMMAND_INJECTION high: reached by names that a compiler maps to folders
}

export async function version(line: string) {
  return sh(`git ${line}`); // fine COMMAND_INJECTION: only constants come here
}
