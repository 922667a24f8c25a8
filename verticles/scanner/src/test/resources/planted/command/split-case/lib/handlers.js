const shell = require("./shell");
const { EXPORT_LINE, Database } = require("./constants");

const db = new Database();

async function containerLogs(args) {
  return wrap(await shell.inContainer(args.container, `tail -n 50 ${args.file}`));
}

async function serviceState(args) {
  return wrap(await shell.serviceState(args.service));
}

async function exportAll() {
  return wrap(await shell.runConstant(EXPORT_LINE));
}

async function search(args) {
  return wrap(await shell.grep(args));
}

async function migrate(args) {
  const rows = db.exec(args.statement); // fine COMMAND_INJECTION: a method named exec of another class
  return wrap(rows);
}

async function nightly(args) {
  const job = shell.makeJob(args.command);
  return wrap(await job());
}

function wrap(value) {
  return { content: [{ type: "text", text: String(value) }] };
}

exports.handlers = {
  container_logs: containerLogs,
  service_state: serviceState,
  export_all: exportAll,
  search,
  migrate,
  nightly,
};
