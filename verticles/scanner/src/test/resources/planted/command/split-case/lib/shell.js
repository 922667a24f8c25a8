const cp = require("child_process");
const { promisify } = require("util");
const run = promisify(cp.exec);
const { SERVICES } = require("./constants");

exports.inContainer = async function (container, script) {
  return cp.execFileSync("docker", ["exec", container, "sh", "-c", script]); // flaw COMMAND_INJECTION high: docker exec sh -c, called from another file
};

exports.serviceState = async function (service) {
  if (!SERVICES.includes(service)) {
    throw new Error("service is not in the list");
  }
  const { stdout } = await run(`systemctl status ${service}`); // fine COMMAND_INJECTION: allow-list of another module
  return stdout;
};

exports.runConstant = async (line) => {
  const { stdout } = await run(line); // fine COMMAND_INJECTION: only called with a constant of another module
  return stdout;
};

exports.grep = async ({ word, folder }) => {
  const { stdout } = await run(["grep", "-rn", word, folder].join(" ")); // flaw COMMAND_INJECTION high: joined array in another file
  return stdout;
};

exports.makeJob = (command) => {
  return async () => cp.execSync(command); // flaw COMMAND_INJECTION high: returned closure runs the caller's command
};
