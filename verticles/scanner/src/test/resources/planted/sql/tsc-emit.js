"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.ShopServer = void 0;
const index_js_1 = require("@modelcontextprotocol/sdk/server/index.js");
const types_js_1 = require("@modelcontextprotocol/sdk/types.js");
const promise_1 = require("mysql2/promise");
const sqlstring_1 = require("sqlstring");
const ORDER = { price: "price", name: "name" };
class ShopServer {
    constructor() {
        this.pool = (0, promise_1.createPool)({ host: "localhost", database: "shop" });
        this.prefix = "";
        this.handlers = {
            products: (args) => this.products(args),
            product: (args) => this.product(args),
            ordered: (args) => this.ordered(args),
            escape: (args) => this.escape(args),
            run: (args) => this.run(args.query),
            set_prefix: async (args) => { this.prefix = args.prefix; return []; },
            tables: () => this.tables(),
            status: () => this.status(),
            stock: (args) => this.stock(args),
        };
        this.server = new index_js_1.Server({ name: "shop", version: "1.0.0" }, { capabilities: { tools: {} } });
        this.server.setRequestHandler(types_js_1.CallToolRequestSchema, async (request) => {
            const rows = await this.handlers[request.params.name](request.params.arguments);
            return { content: [{ type: "text", text: JSON.stringify(rows) }] };
        });
    }
    async products(args) {
        const sql = `SELECT * FROM products WHERE category = "${args.category}"`;
        const [rows] = await this.pool.query(sql); // flaw SQL_INJECTION high: mysql2 query
        return rows;
    }
    async product(args) {
        const [rows] = await this.pool.execute("SELECT * FROM products WHERE id = ?", [args.id]); // fine SQL_INJECTION: bound
        return rows;
    }
    async ordered(args) {
        var _a;
        const column = (_a = ORDER[args.by]) !== null && _a !== void 0 ? _a : "id";
        const [rows] = await this.pool.query(`SELECT * FROM products ORDER BY ${column}`); // fine SQL_INJECTION: column from a table of constants
        return rows;
    }
    async escape(args) {
        const [rows] = await this.pool.query(`SELECT * FROM products WHERE name = ${(0, sqlstring_1.escape)(args.name)}`); // fine SQL_INJECTION: quoted by the library
        return rows;
    }
    async run(query) {
        const connection = await this.pool.getConnection();
        const [rows] = await connection.query({ sql: query, rowsAsArray: true }); // flaw SQL_INJECTION high: statement by an options object
        connection.release();
        return rows;
    }
    async tables() {
        const [rows] = await this.pool.query("SHOW TABLES LIKE '" + this.prefix + "%'"); // flaw SQL_INJECTION high: field set by another tool
        return rows;
    }
    async status() {
        const since = Date.now() - 60000;
        const [rows] = await this.pool.query("SELECT * FROM log WHERE at > " + since); // fine SQL_INJECTION: own number
        return rows;
    }
    async stock(args) {
        const amount = parseInt(args.amount, 10);
        const [rows] = await this.pool.query("SELECT * FROM stock WHERE amount < " + amount); // fine SQL_INJECTION: parseInt
        const [more] = await this.pool.query("SELECT * FROM stock WHERE place = ".concat(args.place)); // flaw SQL_INJECTION high: concat
        return [rows, more];
    }
}
exports.ShopServer = ShopServer;
new ShopServer();
