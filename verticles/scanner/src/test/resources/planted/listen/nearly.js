"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
Object.defineProperty(exports, "__esModule", { value: true });
const express_1 = __importDefault(require("express"));
const mcp_js_1 = require("@modelcontextprotocol/sdk/server/mcp.js");
const express_js_1 = require("@modelcontextprotocol/sdk/server/express.js");
const bearerAuth_js_1 = require("@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js");
const streamableHttp_js_1 = require("@modelcontextprotocol/sdk/server/streamableHttp.js");
const verifier_js_1 = require("./verifier.js");
// Each app has something that looks like protection.
const make = () => new mcp_js_1.McpServer({ name: "nearly", version: "1.0.0" });
class SdkApps {
    open() {
        const app = (0, express_js_1.createMcpExpressApp)({ host: "0.0.0.0" });
        app.post("/mcp", async (req, res) => {
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw UNPROTECTED_TRANSPORT medium: for 0.0.0.0 the SDK's app checks nothing
            await make().connect(transport);
            await transport.handleRequest(req, res, req.body);
        });
        app.listen(3000, "0.0.0.0"); // flaw NETWORK_EXPOSURE medium: every interface, no authentication
    }
    listed() {
        const app = (0, express_js_1.createMcpExpressApp)({ host: "0.0.0.0", allowedHosts: ["tools.example.com"] });
        app.post("/mcp", async (req, res) => {
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: the SDK's app with a list of hosts
            await make().connect(transport);
            await transport.handleRequest(req, res, req.body);
        });
        app.listen(3001, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback, behind a proxy
    }
}
class OwnApps {
    logged() {
        const app = (0, express_1.default)();
        app.use((req, _res, next) => {
            if (req.headers.host !== "127.0.0.1:3002")
                console.error("odd host", req.headers.host);
            next();
        });
        app.post("/mcp", async (req, res) => {
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw UNPROTECTED_TRANSPORT medium: the check only logs
            await make().connect(transport);
            await transport.handleRequest(req, res);
        });
        app.listen(3002, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
    }
    elsewhere() {
        const app = (0, express_1.default)();
        app.use("/admin", (0, bearerAuth_js_1.requireBearerAuth)({ verifier: verifier_js_1.verifier }));
        app.post("/mcp", async (req, res) => {
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw UNPROTECTED_TRANSPORT medium: the token is asked for on another path
            await make().connect(transport);
            await transport.handleRequest(req, res);
        });
        app.listen(3003, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
    }
    late() {
        const app = (0, express_1.default)();
        app.post("/mcp", async (req, res) => {
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw UNPROTECTED_TRANSPORT medium: the token is asked for after the route
            await make().connect(transport);
            await transport.handleRequest(req, res);
        });
        app.use((0, bearerAuth_js_1.requireBearerAuth)({ verifier: verifier_js_1.verifier }));
        app.listen(3004, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
    }
    early() {
        const app = (0, express_1.default)();
        app.use((0, bearerAuth_js_1.requireBearerAuth)({ verifier: verifier_js_1.verifier }));
        app.post("/mcp", async (req, res) => {
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: the token is asked for before the route
            await make().connect(transport);
            await transport.handleRequest(req, res);
        });
        app.listen(3005, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
    }
    origin() {
        const app = (0, express_1.default)();
        app.post("/mcp", async (req, res) => {
            const { origin } = req.headers;
            if (origin && origin !== "http://localhost:3006")
                return res.status(403).end();
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: origin compared before
            await make().connect(transport);
            await transport.handleRequest(req, res);
        });
        app.listen(3006, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
    }
    prefix() {
        const app = (0, express_1.default)();
        app.use((req, res, next) => (req.headers.host || "").startsWith("localhost") ? next() : res.status(403).end());
        app.post("/mcp", async (req, res) => {
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw UNPROTECTED_TRANSPORT medium: localhost.example.org begins so too
            await make().connect(transport);
            await transport.handleRequest(req, res);
        });
        app.listen(3009, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
    }
    headers() {
        const app = (0, express_1.default)();
        app.post("/mcp", async (req, res) => {
            console.error(req.headers.authorization ? "with a token" : "without a token");
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw UNPROTECTED_TRANSPORT medium: the header is read but not asked for
            await make().connect(transport);
            await transport.handleRequest(req, res);
        });
        app.listen(3007, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
    }
    session() {
        const app = (0, express_1.default)();
        app.post("/mcp", async (req, res) => {
            const transport = new streamableHttp_js_1.StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // fine UNPROTECTED_TRANSPORT: made before the check, but handled only after it
            if (req.get("x-api-key") !== process.env.API_KEY || !process.env.API_KEY) {
                res.status(401).end();
                return;
            }
            await make().connect(transport);
            await transport.handleRequest(req, res);
        });
        app.listen(3008, "127.0.0.1"); // fine NETWORK_EXPOSURE: loopback
    }
}
exports.SdkApps = SdkApps;
exports.OwnApps = OwnApps;
