const path = require("path");

const KNOWN = { upper: "./upper", lower: "./lower" };

exports.loadPlugin = (plugin) => {
  const file = path.resolve(process.cwd(), plugin);
  return require(file); // flaw CODE_INJECTION high: called from another file
};

exports.loadKnown = (plugin) => {
  const file = Object.hasOwn(KNOWN, plugin) ? KNOWN[plugin] : KNOWN.upper;
  return require(file); // fine CODE_INJECTION: table of constants
};
