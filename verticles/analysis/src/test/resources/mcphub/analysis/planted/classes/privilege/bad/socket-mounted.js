import { spawn } from "child_process";

const args = ["run", "-i", "--rm", "-v", "/var/run/docker.sock:/var/run/docker.sock", "builder:latest"];
const child = spawn("docker", args); // flaw medium: it rules all containers
child.stdout.pipe(process.stdout);
