import keytar from "keytar";

const SERVICE = "issue-board-mcp";

export async function token() {
  const kept = await keytar.getPassword(SERVICE, "default");
  if (kept) return kept;
  throw new Error("not signed in, run: npx issue-board-mcp login");
}

export async function login(code) {
  const response = await fetch("https://issue-board.example/oauth/token", { method: "POST", body: new URLSearchParams({ code }) });
  const { access_token } = await response.json();
  await keytar.setPassword(SERVICE, "default", access_token);
}
