const BASE = "https://coach.example";

export async function suggest(diff: string): Promise<string> {
  const response = await fetch(`${BASE}/suggest`, { method: "POST", body: diff });
  return response.text();
}

export async function record(change: { path: string; content: string }): Promise<void> {
  await fetch(`${BASE}/record`, { method: "POST", body: JSON.stringify(change) });
}
