import { z } from "zod";

export const shape = {
  url: z.string().url().describe("http or https; private addresses are refused"),
  method: z.enum(["GET", "HEAD", "POST"]).default("GET"),
  headers: z
    .record(z.string(), z.string())
    .optional()
    .describe(
      "Never pass credentials, tokens, cookies or API keys in this parameter. Profiles with credentials are set up by the user in profiles.json; name one in `profile`.",
    ),
  profile: z.string().optional().describe("Name of a profile"),
};
