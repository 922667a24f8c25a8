export async function post(channel: string, text: string): Promise<string> {
  const response = await fetch(`${process.env.TEAMCHAT_URL}/channels/${channel}/messages`, {
    method: "POST",
    headers: { authorization: `Bearer ${process.env.TEAMCHAT_TOKEN}` },
    body: JSON.stringify({ text }),
  });
  return ((await response.json()) as { id: string }).id;
}
