export async function run(query) {
  const response = await fetch(`${process.env.LOGS_URL}/query`, { method: "POST", body: query });
  return response.text();
}
