import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { exec, execFile, execSync, type SpawnOptions, spawn } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";

const execAsync = promisify(exec);
const server = new McpServer({ name: "media", version: "1.1.0" });

type Result = { content: { type: "text"; text: string }[] };
type Handler<T> = (args: T) => Promise<Result>;

function withLogging<T>(handler: Handler<T>): Handler<T> {
  return async (args: T) => {
    console.error("call");
    return handler(args);
  };
}

const text = (value: unknown): Result => ({ content: [{ type: "text", text: String(value) }] });

interface Probe { file: string; stream?: string }

async function shell(line: string): Promise<string> {
  const { stdout } = await execAsync(line, { maxBuffer: 1 << 20 }); // flaw COMMAND_INJECTION high: helper that is called with a built line
  return stdout;
}

async function quiet(line: string): Promise<string> {
  const { stdout } = await execAsync(`${line} 2>/dev/null`); // fine COMMAND_INJECTION: wrapper only called with constants
  return stdout;
}

server.registerTool(
  "probe",
  { description: "Media details", inputSchema: { file: z.string(), stream: z.string().optional() } },
  withLogging<Probe>(async ({ file, stream }) => {
    const base = await quiet("ffprobe -version");
    const out = await shell(`ffprobe -select_streams ${stream ?? "v:0"} ${file}`);
    return text(base + out);
  }),
);

server.registerTool(
  "codecs",
  { inputSchema: { kind: z.string() } },
  withLogging(async ({ kind }: { kind: string }) => {
    const table: Record<string, string> = { audio: "ffmpeg -encoders", video: "ffmpeg -codecs" };
    const line = table[kind] ?? "ffmpeg -formats";
    return text(execSync(line)); // fine COMMAND_INJECTION: looked up in a table of constants
  }),
);

server.registerTool(
  "convert",
  { inputSchema: { src: z.string(), fmt: z.string() } },
  withLogging(async (args: { src: string; fmt: string }) => {
    const options: SpawnOptions = { stdio: "pipe", shell: "/bin/bash" };
    const child = spawn("ffmpeg", ["-i", args.src, `out.${args.fmt}`], options); // flaw COMMAND_INJECTION high: shell as a path in an options variable
    await new Promise((r) => child.on("close", r));
    return text("converted");
  }),
);

server.registerTool(
  "thumbnail",
  { inputSchema: { src: z.string(), width: z.number().int().positive() } },
  withLogging(async (args: { src: string; width: number }) => {
    const options: SpawnOptions = { stdio: "pipe" };
    const child = spawn("convert", [args.src, "-resize", `${args.width}x`, "t.png"], options); // fine COMMAND_INJECTION: options without a shell
    await new Promise((r) => child.on("close", r));
    execSync(`identify t-${args.width}.png`); // fine COMMAND_INJECTION: number by schema
    return text("made");
  }),
);

server.registerTool(
  "rename",
  { inputSchema: { from: z.string(), to: z.string() } },
  withLogging(async (args: { from: string; to: string }) => {
    const quote = (s: string) => JSON.stringify(s);
    const done = execSync(`mv ${quote(args.from)} ${quote(args.to)}`); // flaw COMMAND_INJECTION high: JSON quotes are not shell quotes
    return text(done);
  }),
);

server.registerTool(
  "open_in_player",
  { inputSchema: { player: z.enum(["vlc", "mpv"]), file: z.string() } },
  withLogging(async ({ player, file }: { player: "vlc" | "mpv"; file: string }) => {
    execFile(player, ["--", file], () => undefined); // fine COMMAND_INJECTION: no shell, program by enum
    const stamp = Date.now();
    execSync(`touch /tmp/played-${stamp}`); // fine COMMAND_INJECTION: Date.now()
    return text("opened");
  }),
);

server.registerTool(
  "tag",
  { inputSchema: { file: z.string(), tags: z.record(z.string()) } },
  withLogging(async ({ file, tags }: { file: string; tags: Record<string, string> }) => {
    const flags = Object.entries(tags).map(([k, v]) => `-metadata ${k}=${v}`).join(" ");
    await execAsync(`ffmpeg -i in.mp4 ${flags} out.mp4`); // flaw COMMAND_INJECTION high: map over entries, joined
    return text(file);
  }),
);
