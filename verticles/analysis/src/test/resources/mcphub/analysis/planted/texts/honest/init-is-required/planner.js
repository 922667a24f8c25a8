const fs = require("node:fs");
const path = require("node:path");
let folder;

exports.open_workspace = (args) => ({ opened: (folder = path.join(args.path, ".plans")) });
exports.list_steps = () => (folder && fs.existsSync(folder) ? fs.readdirSync(folder) : []);
