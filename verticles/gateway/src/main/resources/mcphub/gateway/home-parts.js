// What the pages are made of: elements, links, and questions to the API.

export function dom(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

export function scoreClass(score) {
  return score === null || score === undefined ? '' : score >= 80 ? 'good' : score >= 60 ? 'fair' : 'bad';
}

// Only http(s) and places on this page: a package may name anything as its homepage.
export function link(href, text) {
  if (!/^(https?:\/\/|#)/.test(href)) return dom('span', {}, text);
  return dom('a', href.startsWith('#') ? { href } : { href, rel: 'noopener noreferrer nofollow' }, text);
}

// Asks the API; where the limit is reached, waits as long as it says and asks once more.
export async function ask(url, say, again = true) {
  say('Asking …');
  let response;
  try {
    response = await fetch(url);
  } catch {
    say('The hub does not answer.');
    return null;
  }
  if (response.status === 429 && again) {
    const seconds = Number(response.headers.get('Retry-After')) || 5;
    say(`That were many questions within a minute; going on in ${seconds} s.`);
    await new Promise(done => setTimeout(done, seconds * 1000));
    return ask(url, say, false);
  }
  if (!response.ok) {
    const error = await response.json().catch(() => ({}));
    say(error.message || `The hub answered ${response.status}.`);
    return null;
  }
  say('');
  return response.json();
}
