import { FastMCP, UserError } from "fastmcp";
import open from "open";
import { z } from "zod";

const server = new FastMCP({ name: "links", version: "1.0.0" });

interface Issue { html_url: string; number: number }

async function show(address: string): Promise<void> {
  await open(address); // flaw OPEN_UNTRUSTED high: helper gets unchecked addresses
}

async function showKnown(address: string): Promise<void> {
  await open(address); // fine OPEN_UNTRUSTED: only called with constants
}

function assertHttp(address: string): void {
  const { protocol } = new URL(address);
  if (protocol !== "https:" && protocol !== "http:") throw new UserError("scheme");
}

server.addTool({
  name: "issue",
  parameters: z.object({ number: z.number() }),
  execute: async ({ number }) => {
    const res = await fetch(`https://issues.example.com/api/${number}`);
    const issue = (await res.json()) as Issue;
    await show(issue.html_url);
    return "shown";
  },
});

server.addTool({
  name: "issue_number",
  parameters: z.object({ number: z.number() }),
  execute: async ({ number }) => {
    await open(`https://issues.example.com/${number}`); // fine OPEN_UNTRUSTED: constant base, number
    return "shown";
  },
});

server.addTool({ name: "docs", parameters: z.object({}), execute: async () => {
  await showKnown("https://docs.example.com");
  return "shown";
} });

server.addTool({
  name: "link",
  parameters: z.object({ link: z.string() }),
  execute: async ({ link }) => {
    assertHttp(link);
    await open(link); // fine OPEN_UNTRUSTED: asserted before
    return "shown";
  },
});

server.addTool({
  name: "late",
  parameters: z.object({ link: z.string() }),
  execute: async ({ link }) => {
    await open(link); // flaw OPEN_UNTRUSTED high: the assertion comes after
    assertHttp(link);
    return "shown";
  },
});

server.addTool({
  name: "first_link",
  parameters: z.object({ links: z.array(z.string()) }),
  execute: async ({ links: [first] }) => {
    const child = await open(first); // flaw OPEN_UNTRUSTED high: first of the caller's list
    return String(child.pid);
  },
});

await open(process.argv[2] ?? "https://www.example.com"); // flaw OPEN_UNTRUSTED low: operator's command line
await server.start({ transportType: "stdio" });
