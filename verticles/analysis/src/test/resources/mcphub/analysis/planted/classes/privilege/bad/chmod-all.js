const fs = require("fs");
const path = require("path");

const folder = path.join(__dirname, "data");
fs.mkdirSync(folder, { recursive: true });
fs.chmodSync(folder, 0o777); // flaw medium: everybody may change it
