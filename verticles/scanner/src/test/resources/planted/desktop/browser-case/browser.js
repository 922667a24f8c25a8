const cp = require("child_process");

exports.launch = (address) => {
  cp.spawn("xdg-open", [address], { detached: true }).unref(); // flaw OPEN_UNTRUSTED high: called from another file
};

exports.launchWeb = (address) => {
  const url = new URL(address);
  if (url.protocol !== "https:") throw new Error("https only");
  cp.spawn("xdg-open", [url.href], { detached: true }).unref(); // fine OPEN_UNTRUSTED: protocol compared
};
