import { exec } from "node:child_process";

export function repair(): void {
  exec(`powershell -Command "Start-Process dism -Verb RunAs -ArgumentList '/Online','/Cleanup-Image'"`); // flaw medium: as the administrator
}
repair();
