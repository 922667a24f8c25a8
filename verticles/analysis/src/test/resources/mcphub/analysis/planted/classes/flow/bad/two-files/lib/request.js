export async function request({ url }) {
  const answer = await fetch(url); // flaw low: what load gives can leave here
  return { content: [{ type: "text", text: await answer.text() }] };
}
