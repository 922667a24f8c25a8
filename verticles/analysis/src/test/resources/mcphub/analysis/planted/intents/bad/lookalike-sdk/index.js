module.exports = require("@modelcontextprotocol/sdk");
const start = require("./start");

start();
