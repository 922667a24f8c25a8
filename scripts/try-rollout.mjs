// See scripts/try-rollout.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { chance } from './chance.mjs';
import { MADE, NPM, ORGS } from './try-rollout-data.mjs';

const [phase, launcher, folder, tarballs, wanted = '1000'] = process.argv.slice(2);
const EMAIL = 'rollout@example.org';
const SETTINGS = ['plans.enterprise.requests_per_minute=0', 'limits.sign_in_per_minute=0', 'sources.npm.poll_minutes=0', 'git.poll_minutes=0', 'policy.recheck_minutes=0', 'http.port=0', 'database.connect_timeout_ms=60000', 'database.statement_timeout_ms=60000', 'bus.send_timeout_ms=60000'].flatMap((one) => ['--set', one]);
const SETTLED = ['CERTIFIED', 'KNOWN_VULNERABLE', 'FAILED', 'DEPRECATED'];
const file = (name) => join(folder, name);
const keep = (name, value) => writeFileSync(file(name), JSON.stringify(value, null, 1));
const kept = (name) => JSON.parse(readFileSync(file(name), 'utf8'));
const say = (...words) => console.error(new Date().toISOString().slice(11, 19), ...words);

/** A hub that serves a home folder. */
async function start(home, password, more = []) {
  execFileSync(launcher, ['admin', 'create', '--home', home, '--email', EMAIL, '--password-stdin', ...SETTINGS], { input: `${password}\n`, stdio: ['pipe', 'ignore', 'inherit'] });
  const child = spawn(launcher, ['serve', '--home', home, ...SETTINGS, ...more], { stdio: ['ignore', 'pipe', openSync(file('hub.log'), 'a')] });
  const ended = new Promise((done) => child.on('exit', done));
  const url = await new Promise((found, failed) => {
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
      const at = /https?:\/\/[\d.:]+/.exec(said);
      if (at) found(at[0]);
    });
    ended.then(() => failed(new Error(`the hub ended: ${said}`)));
  });
  let session = '';
  const ask = async (method, path, body, bearer) => {
    const isBytes = Buffer.isBuffer(body);
    const headers = { authorization: `Bearer ${bearer ?? session}`, ...(body && { 'content-type': isBytes ? 'application/gzip' : 'application/json' }) };
    const response = await fetch(url + path, { method, headers, body: isBytes ? body : body && JSON.stringify(body) });
    if (response.status === 401 && !bearer && path !== LOGIN) {
      await signIn();
      return ask(method, path, body);
    }
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text.slice(0, 500)}`);
    return text && JSON.parse(text);
  };
  const LOGIN = '/api/v1/auth/login';
  const signIn = async () => { session = (await ask('POST', LOGIN, { email: EMAIL, password })).access_token; };
  await signIn();
  const stop = async () => { child.kill('SIGTERM'); say('the hub ended with', await ended); };
  return { ask, stop, url };
}

/** What a made-up server is made of, as an archive of npm. */
function packed(files) {
  const made = mkdtempSync(join(tmpdir(), 'rollout-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, 'package', path)), { recursive: true });
    writeFileSync(join(made, 'package', path), text);
  }
  const bytes = execFileSync('tar', ['-C', made, '-cz', 'package'], { maxBuffer: 2 ** 27 });
  rmSync(made, { recursive: true });
  return bytes;
}

/** Names and archives: the made-up ones, then what is in the folder, the small ones again and again. */
function* uploads(many) {
  const real = readdirSync(tarballs).filter((name) => name.endsWith('.tgz')).sort();
  const small = real.filter((name) => statSync(join(tarballs, name)).size < 150_000);
  const { below } = chance(20);
  let n = 0;
  for (const [name, files] of Object.entries(MADE)) yield [`made-${name}`, packed(files), n++];
  for (const name of real) if (n < many) yield [`${name.slice(0, -4)}`, readFileSync(join(tarballs, name)), n++];
  while (n < many) {
    const name = small[below(small.length)];
    yield [`copy-${n}-${name.slice(0, -4)}`.slice(0, 200), readFileSync(join(tarballs, name)), n++];
  }
}

async function fill({ ask }) {
  for (const slug of ['files', 'shell', 'databases', 'web']) await ask('POST', '/api/v1/admin/categories', { slug, name: slug });
  const orgs = [];
  for (const [slug, { settings, policies }] of Object.entries(ORGS)) {
    const org = await ask('POST', '/api/v1/orgs', { name: slug, slug });
    const path = `/api/v1/orgs/${org.id}`;
    if (settings) await ask('PUT', path, { name: slug, ...settings });
    for (const [i, [action, type, value, more]] of policies.entries()) {
      await ask('POST', `${path}/policies`, { name: `${i + 1} ${action} ${type} ${value}`, action, target_type: type, target_value: value, priority: i + 1, ...more });
    }
    orgs.push({ slug, path, policies: policies.length, token: (await ask('POST', `${path}/tokens`, { name: 'rollout', scopes: ['ci:org:*'] })).token });
  }
  say(orgs.length, 'organizations,', orgs.reduce((sum, org) => sum + org.policies, 0), 'policies');
  const categories = ['files', 'shell', 'databases', 'web', undefined];
  const mcps = [];
  for (const [name, version] of NPM.map((one) => one.split(/(?<=.)@/))) {
    const mcp = await ask('POST', '/api/v1/mcps', { source: { type: 'npm', package: name, version }, organization: orgs[0].slug });
    mcps.push({ id: mcp.id, name, version });
  }
  for (const [name, bytes, n] of uploads(Number(wanted) - NPM.length)) {
    const mcp = await ask('POST', '/api/v1/mcps', { name, source: { type: 'upload' }, organization: orgs[n % orgs.length].slug });
    if (categories[n % 5]) await ask('PATCH', `/api/v1/admin/mcps/${mcp.id}/category`, { category: categories[n % 5] });
    const version = await ask('POST', `/api/v1/mcps/${mcp.id}/uploads`, bytes);
    mcps.push({ id: mcp.id, name, version: version.visible_version });
    if (n % 100 === 99) say(n + 1, 'uploads');
  }
  return { orgs, mcps };
}

/** Waits until every version has come to its end; how many there are of each status. */
async function settled({ ask }, mcps) {
  const count = {};
  for (const [n, mcp] of mcps.entries()) {
    for (;;) {
      const { versions } = await ask('GET', `/api/v1/mcps/${mcp.id}/versions?limit=100`);
      const version = versions.find((one) => one.visible_version === mcp.version);
      if (version && SETTLED.includes(version.status)) {
        count[version.status] = (count[version.status] ?? 0) + 1;
        break;
      }
      await sleep(2000);
    }
    if (n % 100 === 99) say(n + 1, 'are analysed', JSON.stringify(count));
  }
  return count;
}

const verdict = (one) => ({ result: one.result, score: one.global_score, reason: one.reason, warnings: one.warnings ?? [] });

/** What is asked at once. */
function* parts(mcps) {
  for (let at = 0; at < mcps.length; at += 250) yield mcps.slice(at, at + 250).map(({ name, version }) => ({ name, version }));
}

/** The verdict of every organization on every version. */
async function verdicts({ ask }, { orgs, mcps }) {
  const all = {};
  for (const org of orgs) {
    const of = (all[org.slug] = {});
    for (const part of parts(mcps)) {
      for (const one of (await ask('POST', '/api/v1/ci/evaluate', { mcps: part }, org.token)).mcps) of[one.name] = verdict(one);
    }
    say(org.slug, 'denies', Object.values(of).filter((one) => one.result === 'DENIED').length, 'of', Object.keys(of).length);
  }
  return all;
}

/** What differs between two sets of verdicts, a line each. */
function changes(was, is) {
  return Object.entries(is).flatMap(([org, of]) => Object.entries(of).filter(([name, one]) => one.result !== was[org]?.[name]?.result)
    .map(([name, one]) => ({ org, name, was: was[org]?.[name]?.result, is: one.result, from: was[org]?.[name]?.score, to: one.score, reason: one.reason ?? was[org]?.[name]?.reason })));
}

async function before() {
  mkdirSync(folder, { recursive: true });
  const home = resolve(folder, 'home');
  const password = existsSync(file('state.json')) ? kept('state.json').password : randomBytes(18).toString('base64');
  const hub = await start(home, password);
  try {
    const began = Date.now();
    const state = existsSync(file('state.json')) ? kept('state.json') : { password, ...(await fill(hub)) };
    keep('state.json', state);
    say(JSON.stringify(await settled(hub, state.mcps)), Math.round((Date.now() - began) / 1000), 's');
    keep('verdicts.json', await verdicts(hub, state));
  } finally {
    await hub.stop();
  }
}

/** Waits until all is analysed again. */
async function rolledOut({ ask }) {
  for (let looked = 0; ; looked++) {
    const now = await ask('GET', '/api/v1/admin/rollout');
    const isDone = now.all_listed && now.waiting + now.queued === 0;
    if (isDone || looked % 20 === 0) say('analysed again:', now.done, 'of', now.total, 'failed:', now.failed, 'suspected:', now.suspected);
    if (isDone) return now;
    await sleep(3000);
  }
}

/** The verdicts by the newest method, as it is tried. */
async function simulated({ ask }, org, mcps, method) {
  const all = {};
  const told = [];
  for (const part of parts(mcps)) {
    const answer = await ask('POST', `${org.path}/policies/simulate`, { mcps: part, scoring: method });
    for (const one of answer.mcps) all[one.name] = verdict(one);
    told.push(...((await ask('POST', `${org.path}/policies/simulate`, { mcps: part })).scoring_changes ?? []));
  }
  return { all, told };
}

const shown = (one) => `| ${[one.org, one.name, `${one.was} → ${one.is}`, `${one.from ?? '-'} → ${one.to ?? '-'}`, `${one.reason ?? ''}`.replaceAll('|', '\\|')].join(' | ')} |`;
const HEAD = '| organization | MCP | verdict | score | reason |\n| --- | --- | --- | --- | --- |';

function report(title, changed) {
  console.log(`\n## ${title}: ${changed.length}\n`);
  if (changed.length) console.log([HEAD, ...changed.map(shown)].join('\n'));
}

async function after() {
  const state = kept('state.json');
  const was = kept('verdicts.json');
  const hub = await start(resolve(folder, 'home'), state.password, ['--set', 'analysis.again.per_minute=6000', '--set', 'analysis.again.at_most=8']);
  try {
    report('Changed by the start alone', changes(was, await verdicts(hub, state)));
    const rollout = await rolledOut(hub);
    keep('rollout.json', rollout);
    const is = await verdicts(hub, state);
    keep('verdicts-after.json', is);
    report('Changed by the analysis, the accepted method being as before', changes(was, is));
    for (const org of state.orgs) {
      const tried = await simulated(hub, org, state.mcps, rollout.method);
      await hub.ask('PATCH', org.path, { scoring: rollout.method });
      const now = (await verdicts(hub, { ...state, orgs: [org] }))[org.slug];
      const foreseen = { [org.slug]: tried.all };
      report(`${org.slug} goes by ${rollout.method}`, changes({ [org.slug]: is[org.slug] }, { [org.slug]: now }));
      report(`${org.slug}: not as it was foreseen`, changes(foreseen, { [org.slug]: now }));
      const foretold = tried.told.filter((one) => (one.result === 'DENIED') !== (one.would_be === 'DENIED')).length;
      say(org.slug, 'was told of', tried.told.length, 'changes, of which', foretold, 'turn');
    }
  } finally {
    await hub.stop();
  }
}

if (phase === 'before') await before();
else await after();
