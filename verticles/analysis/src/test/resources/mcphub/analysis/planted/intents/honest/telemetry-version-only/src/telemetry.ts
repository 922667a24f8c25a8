/**
 * One anonymous event at start: name, version, platform, major version of node. No arguments, paths, names or addresses.
 * DIAGRAM_TELEMETRY=0 or DO_NOT_TRACK=1 turn it off; see https://diagram-mcp.example/telemetry.
 */
export function started(version: string): void {
  if (process.env.DIAGRAM_TELEMETRY === "0" || process.env.DO_NOT_TRACK === "1") return;
  const event = { event: "start", version, platform: process.platform, node: process.versions.node.split(".")[0] };
  fetch("https://telemetry.diagram-mcp.example/v1", { method: "POST", body: JSON.stringify(event) }).catch(() => undefined);
}
