// The catalog for people. Whatever comes from a package is put in as text, never as markup.
import { ask, dom, link, scoreClass } from './home-parts.js';
import { coverage, level, limits, status } from './home-words.js';
import { showDetail } from './home-detail.js';

const PAGE = 20;
const WAIT_MS = 400;
const field = id => document.getElementById(id);
let offset = 0;
let timer;
let asked = 0;

function card(mcp) {
  const version = mcp.latest_version;
  const score = version && version.global_score;
  const known = score !== null && score !== undefined;
  return dom('article', { class: 'card' },
    dom('div', { class: `score ${scoreClass(score)}` },
      dom('b', {}, known ? String(score) : '–'),
      dom('span', { class: 'small' }, known ? `grade ${version.grade}` : 'no score')),
    dom('h2', {}, link(`#/mcps/${mcp.id}`, mcp.name)),
    dom('p', {}, mcp.description || 'No description.'),
    dom('p', { class: 'small' },
      [version && version.visible_version,
        version && version.status !== 'CERTIFIED' && status(version),
        known && `${level(version)} (level ${version.effective_level} of 3)`,
        known && version.caps.length > 0 && limits(version.caps[0]),
        known && coverage(version.coverage),
        mcp.language, mcp.license, mcp.category].filter(Boolean).join(' · ')));
}

function pages(answer) {
  const button = (text, to, enabled) => {
    const b = dom('button', { type: 'button' }, text);
    b.disabled = !enabled;
    b.addEventListener('click', () => { offset = to; list(); });
    return b;
  };
  field('pages').replaceChildren(...(answer.total > PAGE ? [
    button('← Back', Math.max(0, offset - PAGE), offset > 0),
    button('More →', offset + PAGE, offset + PAGE < answer.total)] : []));
}

function categories(facets) {
  const select = field('category');
  const chosen = select.value;
  select.replaceChildren(dom('option', { value: '' }, 'all'),
    ...facets.map(f => dom('option', { value: f.value }, `${f.value} (${f.count})`)));
  if (chosen && !facets.some(f => f.value === chosen)) select.append(dom('option', { value: chosen }, chosen));
  select.value = chosen;
}

async function list() {
  const turn = ++asked;
  const query = new URLSearchParams({ limit: PAGE, offset, sort: field('sort').value, facets: true });
  for (const name of ['query', 'category', 'level']) if (field(name).value.trim()) query.set(name, field(name).value.trim());
  const answer = await ask(`/api/v1/mcps?${query}`, text => { field('status').textContent = text; });
  if (turn !== asked || !answer) return;
  field('status').textContent = answer.total === 0 ? 'Nothing was found. Fewer words or filters find more.'
    : `${answer.total} MCP server${answer.total === 1 ? '' : 's'}`;
  field('results').replaceChildren(...answer.mcps.map(card));
  pages(answer);
  categories(answer.facets.category);
}

function route() {
  const match = location.hash.match(/^#\/mcps\/([0-9a-f-]{36})$/);
  const detail = Boolean(match);
  for (const id of ['search', 'results', 'pages']) field(id).hidden = detail;
  field('search').style.display = detail ? 'none' : '';
  field('detail').hidden = !detail;
  if (detail) showDetail(match[1], field('detail'), text => { field('status').textContent = text; });
  else {
    document.title = 'MCP Hub';
    list();
  }
}

field('search').addEventListener('submit', event => event.preventDefault());
field('search').addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => { offset = 0; list(); }, WAIT_MS);
});
addEventListener('hashchange', route);
route();

fetch('/api/v1/status').then(answer => answer.json()).then(({ banner }) => {
  field('banner').textContent = banner || '';
  field('banner').hidden = !banner;
}).catch(() => {});
