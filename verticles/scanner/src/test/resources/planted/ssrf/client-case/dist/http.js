const STAGES = { a: "https://a.example.com", b: "https://b.example.com" };

exports.download = async function download(address) {
  const res = await fetch(address, { method: "HEAD" }); // flaw SSRF high: called from another file with an argument
  return res.status;
};

exports.ApiClient = class ApiClient {
  constructor(base) {
    this.base = base;
  }
  async item(id) {
    const res = await fetch(`https://api.example.com/items/${encodeURIComponent(id)}`); // fine SSRF: encoded
    return res.text();
  }
  async version() {
    const res = await fetch(this.base + "/version"); // flaw SSRF high: one instance has the caller's base
    return res.text();
  }
  async stage(name) {
    if (!Object.hasOwn(STAGES, name)) throw new Error("no such stage");
    const res = await fetch(STAGES[name]); // fine SSRF: table of constants
    return res.text();
  }
};
