export const post = (channel, text) =>
  fetch(process.env.CHAT_WEBHOOK, { method: "POST", body: JSON.stringify({ channel, text }) });
