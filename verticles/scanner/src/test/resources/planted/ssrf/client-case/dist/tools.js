const { ApiClient, download } = require("./http");

const client = new ApiClient("https://api.example.com");

exports.probe = async (args) => download(args.address);
exports.item = async (args) => client.item(args.id);
exports.mirror = async (args) => new ApiClient(args.mirror).version();
exports.stage = async (args) => client.stage(args.stage);
