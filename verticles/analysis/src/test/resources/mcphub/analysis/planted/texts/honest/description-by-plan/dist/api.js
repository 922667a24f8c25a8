const base = process.env.TICKETS_URL;
const listeners = [];
export const api = {
  about: async () => (await fetch(`${base}/about`)).json(),
  async search(query) {
    const response = await fetch(`${base}/search?q=${encodeURIComponent(query)}`);
    if (response.status === 401) listeners.forEach((listener) => listener());
    return response.json();
  },
  onSignOut: (listener) => listeners.push(listener),
};
