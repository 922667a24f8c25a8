// node scripts/npm-pick.mjs FOLDER [PACKAGES]   prints made-up packages (always the same ones), a line of JSON each, with the release that the npm clients installed in FOLDER
// (npm-10, npm-11, npm-12) take for many specs on several versions of Node; null: they refuse. The last word goes to what is printed, not to what anybody remembers of npm.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { chance } from './chance.mjs';

const [folder, packages = '1500'] = process.argv.slice(2);
const nodes = ['18.20.8', '22.23.3', '24.22.0', '26.13.0'];
const clients = ['npm-10', 'npm-11', 'npm-12'].map((name) => {
  const root = resolve(folder, 'node_modules', name, 'package.json');
  const require = createRequire(root);
  return { version: require(root).version, npa: require('npm-package-arg'), pick: require('npm-pick-manifest') };
});

const { below, one, often } = chance(0x9e3779b9);

const PRERELEASES = ['0', '1', 'alpha', 'beta', 'alpha.1', 'alpha.10', 'beta.2', 'rc.0', 'rc.1', 'beta-x', 'next.2026.1', '-', '0a'];
const ENGINES = ['>=18', '>=20', '>= 22.0.0', '^20.17.0 || >=22.9.0', '24.x', '26', '<24', '<= 22', '18 - 24', '18.0.0 - 22', '*', 'x', '', 'node >= 10', '~22', '~> 24.1',
  '>=v18', '>=vv18', '==22.1.0', '=24.22.0', '>22 <=24', '>=14 <25', '^18 || ^24', 'lts/*', '1.x.2', '24.x.2', '>=24.x', '>24.x', '<24.x', '<=22.X', '>=18.0.0-rc.1', '>=99', '^0.10', '>=0.10.40',
  '20 || 22 || 24', '!18', '>=18,<25', '>= 18 < 25', '> =18', '22.23.3', '>=24.0.0+build', '9007199254740993', '>*', '>=0', '||', '18 ||', 'v24', '>=18.x.x', '^22.23.x', '~24.22.0-0'];
const TAGS = ['latest', 'next', 'beta', 'v1-lts', 'canary'];
const STRANGE = ['', ' ', 'latest', 'next', 'beta', 'v1-lts', 'none-such', 'constructor', '*', 'x', '>=0', '>=0.0.0', '> 0', '<0', 'X.x', '*.1', '1.x.2', 'x.1.2', '1.2.3.4', 'a b', '>=1 foo', 'foo || 1.x',
  '^', '~', '>=', '1.2.3*', '>=0.0.0 || 1.0.0-alpha', '* || 1.0.0-beta.2', '9007199254740993.0.0', '>9007199254740993', '1..2', 'v', '=', '01.02.03', '1.02', '!1', '>=1.0.0 <2.0.0 || >=3', '1.0.0 - 2.x', '-1'];

const number = () => (often(0.5) ? below(3) : often(0.9) ? below(12) : 2024 + below(3));
const version = () => `${number()}.${number()}.${number()}${often(0.3) ? `-${one(PRERELEASES)}` : ''}`;
const part = () => (often(0.12) ? one(['x', 'X', '*']) : number());
const partial = () => {
  const text = [part(), part(), part()].slice(0, 1 + below(3)).join('.');
  return text.split('.').length === 3 && often(0.3) ? `${text}${often(0.9) ? '-' : ''}${one(PRERELEASES)}${often(0.1) ? '+b.1' : ''}` : text;
};
const bound = () => `${one(['', '', '^', '^', '~', '~', '>=', '>', '<', '<=', '=', '~>', '==', 'v', '>=v', '^v'])}${often(0.15) ? ' ' : ''}${partial()}`;
const alternative = () => (often(0.1) ? `${partial()} - ${partial()}` : often(0.25) ? `${bound()} ${bound()}` : bound());
const range = () => (often(0.15) ? `${alternative()}${one(['||', ' || '])}${alternative()}` : alternative());

function packument() {
  const versions = {};
  for (let i = below(often(0.1) ? 60 : 12) + (often(0.05) ? 0 : 1); i > 0; i--) {
    const made = version();
    const deprecated = often(0.2) ? one(['use another', 'old', true]) : often(0.1) ? one(['', false]) : undefined;
    const engines = often(0.4) ? { node: often(0.9) ? one(ENGINES) : undefined, npm: often(0.2) ? one(['>=7', '^10', '>=11', '<12', '>=12.1', '10.x']) : undefined } : undefined;
    versions[made] = { name: 'pkg', version: made, deprecated, engines };
  }
  const known = Object.keys(versions);
  const tags = {};
  for (const tag of TAGS) {
    if (known.length && often(tag === 'latest' ? 0.95 : 0.3)) tags[tag] = often(0.03) ? '99.0.0' : one(known);
  }
  return { name: 'pkg', versions, 'dist-tags': tags };
}

function picked({ npa, pick, version: npmVersion }, from, spec, nodeVersion) {
  try {
    const read = npa(spec.trim() === '' ? 'pkg' : `pkg@${spec}`);
    if (!['tag', 'version', 'range'].includes(read.type)) throw new Error(`'${spec}' is no spec of a registry`);
    return pick(from, read.fetchSpec, { nodeVersion, npmVersion, defaultTag: 'latest' }).version;
  } catch (e) {
    if (['ETARGET', 'ENOVERSIONS', 'EINVALIDTAGNAME'].includes(e.code)) return null;
    throw e;
  }
}

for (let i = 0; i < Number(packages); i++) {
  const made = packument();
  const known = Object.keys(made.versions);
  const specs = ['', 'latest', one(STRANGE), one(STRANGE), range(), range(), range(), known.length ? one([one(known), `^${one(known)}`, `~${one(known)}`, `=${one(known)}`, `>=${one(known)}`]) : version()];
  console.log(JSON.stringify({
    packument: {
      tags: made['dist-tags'],
      releases: Object.values(made.versions).map(({ version: v, deprecated, engines }) => ({ version: v, deprecated: deprecated ? String(deprecated) : null, node: engines?.node ?? null, npm: engines?.npm ?? null })),
    },
    picks: [...new Set(specs)].flatMap((spec) => clients.map((client) => ({ spec, npm: client.version, taken: Object.fromEntries(nodes.map((node) => [node, picked(client, made, spec, node)])) }))),
  }));
}
