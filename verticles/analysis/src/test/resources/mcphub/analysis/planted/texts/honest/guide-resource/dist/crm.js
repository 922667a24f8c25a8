export const crm = {
  async search(query) {
    const response = await fetch(`${process.env.CRM_URL}/contacts?q=${encodeURIComponent(query)}`, {
      headers: { authorization: `Bearer ${process.env.CRM_TOKEN}` },
    });
    return response.text();
  },
};
