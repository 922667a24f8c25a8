import mysql from "mysql2/promise";
import neo4j from "neo4j-driver";
import pg from "pg";

const pool = new pg.Pool();
let waiting: Promise<mysql.Pool> | undefined;
const getPool = () => {
  if (!waiting) {
    waiting = new Promise((resolve, reject) => {
      try {
        resolve(mysql.createPool({ uri: process.env.DATABASE }));
      } catch (error) {
        reject(error);
      }
    });
  }
  return waiting;
};
const graph = neo4j.driver(process.env.GRAPH!);

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { sql, label, id, name } = request.params.arguments;
  const connection = await (await getPool()).getConnection();
  await connection.query(sql); // flaw SQL_INJECTION medium: the caller's statement, in a pool that is made when it is asked for
  await connection.query("SELECT * FROM people WHERE id = ?", [id]); // fine SQL_INJECTION: a mark
  await pool.query({ name: "one", text: sql, values: [] }); // flaw SQL_INJECTION medium: the caller's, one statement
  const session = graph.session();
  await session.run(`MATCH (n:${label}) RETURN n`); // flaw SQL_INJECTION high: a label in a statement about a graph
  await session.run("MATCH (n:Person {name: $name}) RETURN n", { name }); // fine SQL_INJECTION: a parameter
  await keeper.executeQuery(`MERGE (n:${label})`); // flaw SQL_INJECTION high: of a driver that nobody knows
});
