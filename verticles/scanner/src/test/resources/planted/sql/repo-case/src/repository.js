import pg from "pg";

export class Repository {
  constructor() {
    this.db = new pg.Pool();
  }
  async select(where) {
    const res = await this.db.query("SELECT * FROM articles " + where); // flaw SQL_INJECTION high: clause built in another file
    return res.rows;
  }
  async selectBound(clause, params) {
    const res = await this.db.query(`SELECT * FROM articles ${clause}`, params); // fine SQL_INJECTION: constant clause of another file, bound
    return res.rows;
  }
  async raw({ statement, values = [] }) {
    const res = await this.db.query(statement, values); // flaw SQL_INJECTION high: the caller's statement, values do not help
    return res.rows;
  }
  async total(table) {
    const res = await this.db.query(`SELECT count(*) FROM ${table}`); // fine SQL_INJECTION: only called with a constant
    return res.rows;
  }
}
