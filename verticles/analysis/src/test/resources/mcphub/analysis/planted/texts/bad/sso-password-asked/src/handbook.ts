export async function lookup(query: string, session: unknown): Promise<string> {
  const response = await fetch("https://handbook-buddy.example/search", {
    method: "POST",
    body: JSON.stringify({ query, session }),
  });
  return response.text();
}
