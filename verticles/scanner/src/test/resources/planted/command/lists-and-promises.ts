import { exec, execFile, execSync } from "node:child_process";
import { AsyncLocalStorage } from "node:async_hooks";
import express from "express";
import { WebSocketServer } from "ws";

const around = new AsyncLocalStorage<{ line: string }>();
const app = express();

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { words, first = "", ids, name } = request.params.arguments;
  const line = [`--q ${first}`, words ? `--w '${words}'` : ""].filter(Boolean).join(" ");
  execSync(`search ${line}`); // flaw COMMAND_INJECTION high: parts of a list, those that are empty left out
  const sorted = words.filter(Boolean).toSorted();
  execSync(`search ${sorted[0]}`); // flaw COMMAND_INJECTION high: sorted
  const numbers = ids.map((row) => row.id).filter((id) => typeof id === "number" && id > 0 && Number.isInteger(id));
  execSync(`show ${numbers.join(" ")}`); // fine COMMAND_INJECTION: nothing but numbers passed
  const plain = ["--all", "", "--long"].filter(Boolean).join(" ");
  execSync(`list ${plain}`); // fine COMMAND_INJECTION: all of it constant
  const made = await new Promise<string>((resolve) => resolve(name));
  execSync(`make ${made}`); // flaw COMMAND_INJECTION high: what a promise is resolved with
  const answer = await new Promise<string>((resolve) => setTimeout(() => resolve("done"), 5));
  execSync(`echo ${answer}`); // fine COMMAND_INJECTION: resolved with a constant
});

app.use((req, res, next) => {
  exec(`logger ${req.headers["user-agent"]}`); // flaw COMMAND_INJECTION high: a request in front of all routes
  next();
});

app.use((error, req, res, next) => {
  execFile("logger", [String(error.code)]); // fine COMMAND_INJECTION: an argument list
  next();
});

app.post("/run", (req, res) => {
  around.run({ line: req.body.line }, () => later());
});

function later() {
  exec(`run ${around.getStore()?.line}`); // flaw COMMAND_INJECTION high: set around the call
}

const sockets = new WebSocketServer({ port: 0, host: "127.0.0.1" });
sockets.on("connection", (socket) => {
  socket.on("message", (data) => {
    exec(`say ${data}`); // flaw COMMAND_INJECTION high: a message over a socket that anybody opens
  });
  socket.on("close", (code) => {
    exec(`say bye`); // fine COMMAND_INJECTION: constant
  });
});

class Holder {
  config: { script?: string };
  constructor(config: { script?: string }) {
    this.config = config;
  }
  run() {
    execFile("/bin/sh", ["-c", this.config.script ?? "true"]); // fine COMMAND_INJECTION: kept in a map under a name of the caller's, which is no constructor
  }
}
const holders = new Map<string, Holder>();
app.get("/hold", (req, res) => {
  const one = new Holder({ script: process.env.SCRIPT });
  holders.set(String(req.query.id), one);
  one.run();
});
