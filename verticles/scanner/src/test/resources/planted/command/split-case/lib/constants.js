exports.SERVICES = ["nginx", "redis", "postgres"];
const FOLDER = "/srv/export";
exports.EXPORT_LINE = `tar -czf ${FOLDER}.tgz ${FOLDER}`;

exports.Database = class Database {
  constructor() {
    this.rows = [];
  }
  exec(statement) {
    this.rows.push(statement);
    return this.rows.length;
  }
};
