const { createHash } = require("node:crypto");
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const { version } = require("./package.json");
const digests = require("./digests.json");

const name = `fastgrep-${process.platform}-${process.arch}`;
const base = process.env.FASTGREP_MIRROR ?? "https://releases.fastgrep.example";

async function install() {
  const response = await fetch(`${base}/v${version}/${name}`);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const digest = createHash("sha256").update(bytes).digest("hex");
  if (digest !== digests[name]) throw new Error(`${name} has the wrong digest ${digest}`);
  writeFileSync(join(__dirname, "bin", "fastgrep"), bytes, { mode: 0o755 });
}

install().catch((error) => {
  console.error(`fastgrep could not be installed: ${error.message}. Build it with cargo instead.`);
  process.exit(1);
});
