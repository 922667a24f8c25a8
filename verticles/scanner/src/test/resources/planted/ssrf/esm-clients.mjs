import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import got from "got";
import ky from "ky";
import nodeFetch from "node-fetch";
import { request, fetch as undiciFetch } from "undici";
import https from "node:https";
import { chromium } from "playwright";
import puppeteer from "puppeteer";

const server = new Server({ name: "clients", version: "1.0.0" }, { capabilities: { tools: {} } });
const REGIONS = ["eu", "us"];
const BASE = "https://api.example.com/";

server.setRequestHandler(CallToolRequestSchema, async (request_) => {
  const { name, arguments: args } = request_.params;
  switch (name) {
    case "got":
      return reply(await got(args.url).text()); // flaw SSRF high: got
    case "got_query":
      return reply(await got("https://api.example.com/find", { searchParams: { q: args.q } }).text()); // fine SSRF: query by option
    case "got_post":
      return reply(await got.post(args.callback, { json: { ok: true } }).text()); // flaw SSRF high: callback address
    case "ky":
      return reply(await ky.get(args.url).text()); // flaw SSRF high: ky
    case "node_fetch": {
      const target = args.url || "https://www.example.com";
      return reply(await (await nodeFetch(target)).text()); // flaw SSRF high: default does not contain
    }
    case "beta": {
      const target = args.beta ? "https://beta.example.com" : "https://www.example.com";
      return reply(await (await nodeFetch(target)).text()); // fine SSRF: one of two constants
    }
    case "undici": {
      const { body } = await request(`http://${args.host}/metrics`); // flaw SSRF high: undici request
      return reply(await body.text());
    }
    case "undici_number": {
      const { body } = await request(`http://localhost:8080/jobs/${Number(args.id)}`); // fine SSRF: number in the path
      return reply(await body.text());
    }
    case "tenant":
      return reply(await (await undiciFetch(`https://${args.tenant}.example.com/v1/me`)).text()); // flaw SSRF high: the caller begins the host
    case "tenant_checked": {
      if (!/^[a-z0-9-]+$/.test(args.tenant)) throw new Error("bad tenant");
      return reply(await (await undiciFetch(`https://${args.tenant}.example.com/v1/me`)).text()); // fine SSRF: one label by an anchored regex
    }
    case "region": {
      if (!REGIONS.includes(args.region)) throw new Error("bad region");
      return reply(await (await fetch(`https://${args.region}.example.com/v1/me`)).text()); // fine SSRF: allow-list
    }
    case "suffix":
      return reply(await (await fetch("https://api.example.com" + args.path)).text()); // flaw SSRF high: without a slash the host may go on
    case "relative": {
      const url = new URL(args.path, BASE);
      return reply(await (await fetch(url)).text()); // flaw SSRF high: an absolute value replaces the base
    }
    case "relative_checked": {
      const url = new URL(args.path, BASE);
      if (url.origin !== new URL(BASE).origin) throw new Error("other host");
      return reply(await (await fetch(url)).text()); // fine SSRF: origin compared
    }
    case "query_set": {
      const url = new URL("items", BASE);
      url.searchParams.set("q", args.q);
      return reply(await (await fetch(url)).text()); // fine SSRF: value in searchParams
    }
    case "host_set": {
      const url = new URL("items", BASE);
      url.host = args.host;
      return reply(await (await fetch(url)).text()); // flaw SSRF high: host assigned
    }
    case "ends": {
      const { hostname } = new URL(args.url);
      if (!hostname.endsWith("example.com")) throw new Error("not ours");
      return reply(await (await fetch(args.url)).text()); // flaw SSRF high: suffix without a dot admits other names
    }
    case "ends_dot": {
      const { hostname } = new URL(args.url);
      if (hostname !== "example.com" && !hostname.endsWith(".example.com")) throw new Error("not ours");
      return reply(await (await fetch(args.url, { redirect: "error" })).text()); // fine SSRF: domain suffix with its dot
    }
    case "screenshot": {
      const page = await (await chromium.launch()).newPage();
      await page.goto(args.url); // flaw SSRF high: page.goto
      return reply((await page.screenshot()).length);
    }
    case "screenshot_home": {
      const page = await (await puppeteer.launch()).newPage();
      await page.goto("https://www.example.com/", { waitUntil: "load" }); // fine SSRF: constant
      return reply((await page.screenshot()).length);
    }
    case "pdf": {
      const page = await (await puppeteer.launch()).newPage();
      const { address } = args;
      await page.goto(address, { waitUntil: "networkidle0" }); // flaw SSRF high: puppeteer's page.goto
      return reply((await page.pdf()).length);
    }
    case "next_link": {
      const first = await (await fetch("https://api.example.com/list")).json(); // fine SSRF: constant
      return reply(await (await fetch(first.next)).text()); // flaw SSRF high: address from a remote answer
    }
    case "https_get":
      return reply(https.get(new URL(args.url), (res) => res.resume())); // flaw SSRF high: https.get of a URL object
    default:
      throw new Error("unknown tool");
  }
});

function reply(value) {
  return { content: [{ type: "text", text: String(value) }] };
}
