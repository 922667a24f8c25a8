const documents = ["how to install", "how to upgrade", "licence"];
export const search = (query, limit) => documents.filter((text) => text.includes(query)).slice(0, limit);
