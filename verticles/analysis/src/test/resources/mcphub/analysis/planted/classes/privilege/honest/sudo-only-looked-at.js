import { execSync } from "node:child_process";

export const hasSudo = () => {
  try {
    execSync("sudo -n true", { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
};
execSync("which sudo");
