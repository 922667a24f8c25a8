import { FastMCP, UserError } from "fastmcp";
import axios, { type AxiosInstance } from "axios";
import { z } from "zod";

const server = new FastMCP({ name: "weather", version: "1.0.0" });
const KEY = process.env.WEATHER_KEY ?? "";
const VERSION = process.env.WEATHER_VERSION ?? "v2";
const HOSTS = { live: "https://live.example.com", test: "https://test.example.com" } as const;

async function getJson<T>(url: string): Promise<T> {
  const res = await fetch(url, { headers: { accept: "application/json" } }); // fine SSRF: helper that only gets constant hosts
  return (await res.json()) as T;
}

async function getAny(url: string): Promise<string> {
  const res = await fetch(url); // flaw SSRF high: helper that gets the caller's address
  return res.text();
}

function ensureAllowed(raw: string): URL {
  const url = new URL(raw);
  if (!["live.example.com", "test.example.com"].includes(url.hostname)) {
    throw new UserError("host is not allowed");
  }
  return url;
}

class Client {
  private http: AxiosInstance;
  constructor(base: string) {
    this.http = axios.create({ baseURL: base });
  }
  async get(path: string) {
    return (await this.http.get(path)).data; // flaw SSRF high: base given by the caller
  }
}

server.addTool({
  name: "forecast",
  parameters: z.object({ city: z.string() }),
  execute: async ({ city }) =>
    JSON.stringify(await getJson(`https://live.example.com/forecast?city=${encodeURIComponent(city)}`)),
});

server.addTool({
  name: "read_page",
  parameters: z.object({ page: z.string() }),
  execute: async ({ page }) => getAny(page),
});

server.addTool({
  name: "other_station",
  parameters: z.object({ station: z.string() }),
  execute: async ({ station }) => String(await new Client(station).get("/now")),
});

server.addTool({
  name: "by_stage",
  parameters: z.object({ stage: z.enum(["live", "test"]) }),
  execute: async ({ stage }) => {
    const res = await fetch(`${HOSTS[stage]}/now`); // fine SSRF: host by enum from a table
    return res.text();
  },
});

server.addTool({
  name: "versioned",
  parameters: z.object({ lat: z.number(), lon: z.number() }),
  execute: async ({ lat, lon }) => {
    const res = await fetch(`https://live.example.com/${VERSION}/at?lat=${lat}&lon=${lon}&key=${KEY}`); // fine SSRF: fixed host, path from the environment, numbers
    return res.text();
  },
});

server.addTool({
  name: "ensured",
  parameters: z.object({ url: z.string() }),
  execute: async ({ url }) => {
    const target = ensureAllowed(url);
    const res = await fetch(target, { redirect: "error" }); // fine SSRF: throwing helper with an allow-list
    return res.text();
  },
});

server.addTool({
  name: "not_ensured",
  parameters: z.object({ url: z.string(), image: z.string() }),
  execute: async ({ url, image }) => {
    ensureAllowed(url);
    const res = await fetch(image); // flaw SSRF high: another address was checked
    return res.text();
  },
});

server.addTool({
  name: "prefixed",
  parameters: z.object({ url: z.string() }),
  execute: async ({ url }) => {
    if (!url.startsWith("https://live.example.com")) throw new UserError("not ours");
    const res = await fetch(url); // flaw SSRF high: prefix without a slash, the host may go on
    return res.text();
  },
});

server.addTool({
  name: "prefixed_slash",
  parameters: z.object({ url: z.string() }),
  execute: async ({ url }) => {
    if (!url.startsWith("https://live.example.com/")) throw new UserError("not ours");
    const res = await fetch(url, { redirect: "error" }); // fine SSRF: prefix with the slash after the host
    return res.text();
  },
});

await server.start({ transportType: "stdio" });
