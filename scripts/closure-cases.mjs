// node scripts/closure-cases.mjs FOLDER [PACKAGES]   prints made-up registries (always the same ones), a line of JSON each, with the tree that the npm client installed in FOLDER (npm)
// builds of their package "subject" in an empty project: which release in which folder, or the code with which it refuses. The first ones each show one thing; the others are chance.
import { createHash } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { chance } from './chance.mjs';

const [folder, packages = '1000'] = isMainThread ? process.argv.slice(2) : workerData;
/** npm goes round in circles in some of them for ever. */
const MOST_MS = 20_000;
const root = resolve(folder, 'node_modules', 'npm', 'package.json');
const require = createRequire(root);
const Arborist = require('@npmcli/arborist');
const npmVersion = require(root).version;
const nodeVersion = '24.22.0';
const { below, one, often } = chance(0x2545f491);

/** What each shows, and the registry that shows it: {name: {version: fields}}. */
const SHOWN = {
  'what fits everybody goes to the top': { subject: { '1.0.0': { dependencies: { a: '^1.0.0', b: '^1.0.0' } } }, a: { '1.0.0': { dependencies: { c: '^1.0.0' } } }, b: { '1.0.0': { dependencies: { c: '1.x' } } }, c: { '1.0.0': {}, '1.2.0': {} } },
  'what conflicts goes below who needs it': { subject: { '1.0.0': { dependencies: { a: '1', c: '2' } } }, a: { '1.0.0': { dependencies: { c: '1' } } }, c: { '1.0.0': {}, '2.0.0': {} } },
  'what is there already and fits is taken although there is a newer one': { subject: { '1.0.0': { dependencies: { a: '1', c: '1.0.0' } } }, a: { '1.0.0': { dependencies: { c: '^1.0.0' } } }, c: { '1.0.0': {}, '1.9.0': {} } },
  'those that need each other are there once': { subject: { '1.0.0': { dependencies: { a: '1' } } }, a: { '1.0.0': { dependencies: { b: '1' } } }, b: { '1.0.0': { dependencies: { a: '1', subject: '1' } } } },
  'an alias stands under its name and is what it is': { subject: { '1.0.0': { dependencies: { old: 'npm:c@1', c: '2' } } }, c: { '1.0.0': {}, '2.0.0': {} } },
  'optional ones for another machine have a place': { subject: { '1.0.0': { optionalDependencies: { win: '1', mac: '1', here: '1' } } }, win: { '1.0.0': { os: ['win32'], dependencies: { c: '1' } } }, mac: { '1.0.0': { os: ['darwin'] } }, here: { '1.0.0': { os: ['linux'], cpu: ['x64'] } }, c: { '1.0.0': {} } },
  'peers are installed beside': { subject: { '1.0.0': { dependencies: { a: '1' } } }, a: { '1.0.0': { peerDependencies: { p: '^2.0.0' } } }, p: { '1.0.0': {}, '2.0.0': {}, '2.1.0': {} } },
  'optional peers are not': { subject: { '1.0.0': { dependencies: { a: '1' } } }, a: { '1.0.0': { peerDependencies: { p: '^2.0.0' }, peerDependenciesMeta: { p: { optional: true } } } }, p: { '2.0.0': {} } },
  'peers of two that do not agree are nested with them': { subject: { '1.0.0': { dependencies: { a: '1', b: '1' } } }, a: { '1.0.0': { peerDependencies: { p: '1' } } }, b: { '1.0.0': { dependencies: { d: '1' } } }, d: { '1.0.0': { peerDependencies: { p: '2' } } }, p: { '1.0.0': {}, '2.0.0': {} } },
  'peers of the package itself that cannot agree are refused': { subject: { '1.0.0': { peerDependencies: { a: '1', p: '1' } } }, a: { '1.0.0': { peerDependencies: { p: '2' } } }, p: { '1.0.0': {}, '2.0.0': {} } },
  'a release that is deprecated is passed over where another one fits': { subject: { '1.0.0': { dependencies: { c: '^1.0.0' } } }, c: { '1.0.0': {}, '1.1.0': { deprecated: 'use 1.0.0' } } },
  'a release for another Node is passed over where another one fits': { subject: { '1.0.0': { dependencies: { c: '^1.0.0' } } }, c: { '1.0.0': { engines: { node: '>=18' } }, '1.1.0': { engines: { node: '>=26' } } } },
  'a tag is what it names': { subject: { '1.0.0': { dependencies: { c: 'next' } } }, c: { '1.0.0': {}, '2.0.0-rc.1': {}, tags: { latest: '1.0.0', next: '2.0.0-rc.1' } } },
  'the latest is preferred to newer ones that fit': { subject: { '1.0.0': { dependencies: { c: '>=1' } } }, c: { '1.0.0': {}, '3.0.0': {}, tags: { latest: '1.0.0' } } },
  'a package that is not there is refused': { subject: { '1.0.0': { dependencies: { a: '1', gone: '1' } } }, a: { '1.0.0': {} } },
  'a release that is not there is refused': { subject: { '1.0.0': { dependencies: { c: '^9.0.0' } } }, c: { '1.0.0': {} } },
  'an optional package that is not there is done without': { subject: { '1.0.0': { optionalDependencies: { a: '1' }, dependencies: { c: '1' } } }, a: { '1.0.0': { dependencies: { gone: '1', c: '1', d: '1' } } }, c: { '1.0.0': {} }, d: { '1.0.0': {} } },
  'another release of itself goes below': { subject: { '1.0.0': { dependencies: { a: '1' } }, '2.0.0': {} }, a: { '1.0.0': { dependencies: { subject: '2' } } } },
};

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f-1', 'f', '@s/g', '@s/h', 'I', 'j.js', 'k_k', 'l'];
const VERSIONS = ['1.0.0', '1.1.0', '1.2.0', '2.0.0', '2.1.0', '3.0.0-rc.1'];
const range = () => one(['*', '', '^1.0.0', '^1.0.0', '1', '1.0.0', '~1.1.0', '>=1', '^2.0.0', '2', '1 || 2', '>=1.1.0 <2.1.0', 'latest', '^1.1.0', '3.0.0-rc.1', '^3.0.0-rc.0', '<2', 'next']);
const some = (share, most) => (often(share) ? Object.fromEntries([...Array(1 + below(most))].map(() => [one(NAMES), spec()])) : undefined);
const spec = () => (often(0.04) ? `npm:${one(NAMES)}@${range()}` : range());

function madeUp() {
  const peers = one([0, 0.15, 0.5]);
  const registry = {};
  for (const name of NAMES) {
    registry[name] = { tags: {} };
    for (const version of VERSIONS) {
      if (!often(0.97)) continue;
      const peerDependencies = some(peers, 2);
      registry[name][version] = clean({
        dependencies: some(0.6, 3),
        optionalDependencies: some(0.12, 2),
        peerDependencies,
        peerDependenciesMeta: peerDependencies && Object.fromEntries(Object.keys(peerDependencies).filter(() => often(0.35)).map((peer) => [peer, { optional: true }])),
        os: often(0.02) ? one([['linux'], ['win32'], ['!linux'], 'darwin']) : undefined,
        cpu: often(0.01) ? one([['arm64'], ['x64'], ['!x64']]) : undefined,
        engines: often(0.15) ? { node: one(['>=18', '>=26', '^24.0.0', '<20']) } : undefined,
        deprecated: often(0.08) ? 'old' : undefined,
      });
    }
    const known = Object.keys(registry[name]).filter((key) => key !== 'tags');
    if (known.length) {
      const plain = known.filter((version) => !version.includes('-'));
      registry[name].tags = { latest: often(0.85) && plain.length ? plain.at(-1) : one(known), next: one(known) };
    }
  }
  registry.subject = { '1.0.0': clean({ dependencies: some(0.95, 6), optionalDependencies: some(0.2, 2), peerDependencies: some(0.15, 2) }) };
  return registry;
}

function clean(fields) {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && (typeof value !== 'object' || Object.keys(value).length)));
}

let now = {};
const server = createServer((request, answer) => {
  const name = decodeURIComponent(request.url.slice(1));
  const known = Object.hasOwn(now, name) ? packument(name) : undefined;
  answer.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
  answer.end(JSON.stringify(known ?? { error: 'not found' }));
});
let url = '';

function packument(name) {
  const { tags, ...releases } = now[name];
  const versions = Object.fromEntries(Object.entries(releases).map(([version, fields]) => [version, {
    name, version, ...fields,
    dist: { tarball: `${url}${name}/-/${version}.tgz`, integrity: `sha512-${createHash('sha512').update(`${name}@${version}`).digest('base64')}` },
  }]));
  return { name, 'dist-tags': tags ?? { latest: Object.keys(releases).at(-1) }, versions };
}

let work = '';
let count = 0;

async function tree(registry) {
  now = registry;
  const path = join(work, `project-${count++}`);
  mkdirSync(path);
  writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'project', version: '1.0.0', dependencies: { subject: '1.0.0' } }));
  const client = new Arborist({ path, registry: url, cache: join(work, `cache-${count}`), save: true, packageLockOnly: true, nodeVersion, npmVersion, fetchRetries: 0, retry: { retries: 0 }, audit: false });
  try {
    const ideal = await client.buildIdealTree({ complete: true });
    return { tree: Object.fromEntries([...ideal.inventory.values()].filter((node) => !node.isRoot && !node.isLink && node.package.version).map((node) => [node.location, `${node.packageName}@${node.version}${node.optional ? ' optional' : node.peer ? ' peer' : ''}${node.inert ? ' left out' : ''}`]).sort()) };
  } catch (e) {
    // some trees make npm stumble over itself
    if (!(e instanceof TypeError) && !['ERESOLVE', 'ETARGET', 'E404', 'ENOVERSIONS', 'EBADPLATFORM'].includes(e.code)) throw e;
    return { refused: e.code ?? 'stumbles' };
  } finally {
    rmSync(path, { recursive: true, force: true });
    rmSync(join(work, `cache-${count}`), { recursive: true, force: true });
  }
}

/** One case in a thread of its own, which is ended where it does not come to an end; undefined then. */
let worker;
function asked(registry) {
  worker ??= new Worker(new URL(import.meta.url), { workerData: [folder, packages] });
  const mine = worker;
  return new Promise((resolved, failed) => {
    const late = setTimeout(() => {
      worker = undefined;
      mine.terminate().then(() => resolved(undefined));
    }, MOST_MS);
    mine.removeAllListeners();
    mine.once('error', failed);
    mine.once('message', (said) => {
      clearTimeout(late);
      resolved(said);
    });
    mine.postMessage(registry);
  });
}

async function print(shows, registry) {
  const said = (await asked(registry)) ?? { refused: 'without end' };
  console.log(JSON.stringify({ shows, npm: npmVersion, node: nodeVersion, registry, ...said }));
}

if (isMainThread) {
  for (const [shows, registry] of Object.entries(SHOWN)) await print(shows, registry);
  for (let i = 0; i < Number(packages); i++) await print(`chance ${i}`, madeUp());
  await worker?.terminate();
} else {
  work = mkdtempSync(join(tmpdir(), 'closure-'));
  process.on('exit', () => rmSync(work, { recursive: true, force: true }));
  await new Promise((started) => server.listen(0, '127.0.0.1', started));
  url = `http://127.0.0.1:${server.address().port}/`;
  parentPort.on('message', async (registry) => parentPort.postMessage(await tree(registry)));
}
