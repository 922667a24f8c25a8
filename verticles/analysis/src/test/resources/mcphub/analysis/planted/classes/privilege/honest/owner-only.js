const fs = require("fs");

fs.writeFileSync("token.json", "{}", { mode: 0o600 });
fs.chmodSync("token.json", 0o600);
fs.chmodSync("bin/start", 0o755);
fs.chmodSync("bin/stop", "755");
fs.mkdirSync("cache", { recursive: true, mode: 0o777 });
