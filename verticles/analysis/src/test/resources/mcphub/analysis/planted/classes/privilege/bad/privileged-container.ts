import { execFile } from "node:child_process";

export function sandbox(image: string) {
  return execFile("docker", ["run", "--rm", "--privileged", "-v", "/srv:/srv", image]); // flaw medium: the container has the machine
}
sandbox("alpine:3.20");
