var P = Object.defineProperty;
var X = (t, all) => { for (var n in all) P(t, n, { get: all[n], enumerable: true }); };
var lib = {};
X(lib, { string: () => s, number: () => n, array: () => a, object: () => o, boolean: () => b, enum: () => e });
function s() { return new T({ k: 1 }); }
function n() { return new T({ k: 2 }); }
function a(x) { return new T({ k: 3, x }); }
function o(x) { return new T({ k: 4, x }); }
function b() { return new T({ k: 5 }); }
function e(x) { return new T({ k: 6, x }); }
class T { constructor(d) { this._def = d; } optional() { return this; } describe() { return this; } default() { return this; } int() { return this; } }
class M { constructor(i) { this.i = i; } setToolRequestHandlers() {} registerTool(n, c, h) { return this.make(n, c, h); } make() {} connect() {} }
class R { start() {} send() {} close() {} processReadBuffer() {} }
var q = new M({ name: "library" });
q.registerTool("search", { description: "Looks things up in the library.", inputSchema: {
  query: lib.string().describe("What to look for"),
  limit: lib.number().int().default(10).describe("How many at most"),
  mode: lib.enum(["fast", "deep"]).default("fast"),
  tags: lib.array(lib.string()).default([]),
  filter: lib.object({ since: lib.string().describe("A date"), exact: lib.boolean().optional() }) } }, async () => ({}));
q.connect(new R());
