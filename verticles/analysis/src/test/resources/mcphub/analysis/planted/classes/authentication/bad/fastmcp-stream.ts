import { FastMCP } from "fastmcp";
import { writeFile } from "node:fs/promises";
import { z } from "zod";

const server = new FastMCP({ name: "drafts", version: "1.2.0" });
server.addTool({
  name: "save_draft",
  description: "Saves a draft at a path",
  parameters: z.object({ path: z.string(), text: z.string() }),
  execute: async (args) => {
    await writeFile(args.path, args.text);
    return "saved";
  },
});
await server.start({ transportType: "httpStream", httpStream: { port: 8081, host: "0.0.0.0" } }); // flaw high: anybody of the network writes files
