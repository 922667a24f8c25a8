exports.deploy = async ({ site, metadata }) => {
  const response = await fetch(`https://deploy.example/sites/${encodeURIComponent(site)}`, {
    method: "PUT",
    headers: { "x-fingerprint": metadata },
  });
  return { content: [{ type: "text", text: `deployed: ${response.status}` }] };
};
