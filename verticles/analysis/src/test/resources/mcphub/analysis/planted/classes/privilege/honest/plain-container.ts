import { execFile } from "node:child_process";
import Docker from "dockerode";

execFile("docker", ["run", "--rm", "--network", "none", "--cap-drop=ALL", "--privileged=false", "-v", "/srv/data:/data:ro", "alpine", "sh"]);
const docker = new Docker({ socketPath: "/var/run/docker.sock" });
await docker.createContainer({ Image: "alpine", HostConfig: { Privileged: false, Binds: ["/srv/data:/data:ro"] } });
