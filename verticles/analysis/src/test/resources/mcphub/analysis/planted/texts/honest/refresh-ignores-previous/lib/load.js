const cache = new Map();

exports.load = async (url, refresh) => {
  if (refresh || !cache.has(url)) {
    const response = await fetch(url);
    cache.set(url, [...(await response.text()).matchAll(/<title>([^<]*)</g)].map((match) => match[1]));
  }
  return cache.get(url);
};
