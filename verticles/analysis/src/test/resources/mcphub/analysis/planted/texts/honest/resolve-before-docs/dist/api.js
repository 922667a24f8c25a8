const BASE = "https://library-docs.example/api";
export const search = async (name) => (await fetch(`${BASE}/search?q=${encodeURIComponent(name)}`)).text();
export const read = async (id, topic = "") => (await fetch(`${BASE}${id}?topic=${encodeURIComponent(topic)}`)).text();
