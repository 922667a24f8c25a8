#!/usr/bin/env node
import { readFile } from "node:fs/promises";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import ICAL from "ical.js";
import { z } from "zod";

const server = new McpServer({ name: "calendar-reader", version: "1.1.0" });

server.registerTool("events", { description: "Events of a calendar file", inputSchema: { path: z.string().endsWith(".ics") } }, async ({ path }) => {
  const calendar = new ICAL.Component(ICAL.parse(await readFile(path, "utf8")));
  const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event).summary);
  return { content: [{ type: "text", text: events.join("\n") }] };
});

await server.connect(new StdioServerTransport());
