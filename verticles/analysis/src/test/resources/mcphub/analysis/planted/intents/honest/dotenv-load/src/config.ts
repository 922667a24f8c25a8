import "dotenv/config";
import { z } from "zod";

const Settings = z.object({
  SHOP_URL: z.string().url(),
  SHOP_TOKEN: z.string().min(20),
  LOG_LEVEL: z.enum(["debug", "info", "warn"]).default("info"),
});

const parsed = Settings.safeParse(process.env);
if (!parsed.success) {
  console.error("Settings are missing or wrong:", parsed.error.issues.map((issue) => issue.path.join(".")).join(", "));
  process.exit(2);
}

export const settings = parsed.data;
