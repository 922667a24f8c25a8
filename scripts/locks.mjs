// node scripts/locks.mjs WORK [few]   has npm, pnpm, yarn and bun lock real manifests, and writes a line of JSON a lock: the files, and what the tool says is installed in production, and what only in development
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [work, size] = process.argv.slice(2);
const bin = join(work, 'node_modules', '.bin');
// in CI yarn and pnpm take only locks that are there already; these make theirs
const env = { ...process.env, CI: 'false', npm_config_cache: join(work, 'cache'), npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false', YARN_CACHE_FOLDER: join(work, 'yarn'), BUN_INSTALL_CACHE_DIR: join(work, 'bun'), YARN_ENABLE_TELEMETRY: '0', npm_config_store_dir: join(work, 'store') };
const execute = promisify(execFile);
const run = async (folder, program, ...args) => {
  try {
    return (await execute(program, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 1 << 28 })).stdout;
  } catch (failed) {
    // npm ls exits with 1 where it has anything to complain about, and says all the same
    if (args[0] === 'ls' && failed.stdout) return failed.stdout;
    throw new Error(`${program} ${args.join(' ')}: ${failed.stderr || failed.stdout}`);
  }
};

// Manifests of real packages, as they are published: what they need, and what they are developed with, where that is not hundreds.
const PUBLISHED = ['@modelcontextprotocol/sdk@1.12.0', 'express@4.21.2', 'axios@1.7.9', 'chokidar@3.6.0', 'sharp@0.33.5', 'react-dom@18.2.0', 'debug@4.4.0', '@hono/node-server@1.13.0'];
const DEVELOPED = new Set(['mocha', 'mkdirp', 'nyc', 'rimraf', 'after', 'connect-redis', 'supertest', 'zod', 'cross-env', 'semver', 'coveralls', 'upath', 'dtslint']);
const FIELDS = ['dependencies', 'optionalDependencies', 'peerDependencies', 'peerDependenciesMeta'];
// What no published one has: other names, one package in several versions, and who is asked for twice.
const MADE = {
  aliases: { dependencies: { http: 'npm:axios@1.2.3', debug: '2.6.9', 'debug-four': 'npm:debug@4.3.4', chokidar: '^3.6.0' }, devDependencies: { ms: '2.0.0', mkdirp: '^0.5.0' }, optionalDependencies: { fsevents: '^2.3.0' } },
  peers: { dependencies: { 'react-dom': '18.2.0', 'use-sync-external-store': '1.2.0' }, peerDependencies: { react: '^18.0.0', zod: '^3.0.0' }, peerDependenciesMeta: { zod: { optional: true } }, devDependencies: { semver: '7.5.0' } },
};

async function projects() {
  const all = Object.entries(MADE).map(([name, manifest]) => ({ name, manifest: { name, version: '1.0.0', ...manifest } }));
  if (size === 'few') return all;
  for (const id of PUBLISHED) {
    const says = JSON.parse(await run(work, 'npm', 'view', id, '--json'));
    const manifest = { name: 'project', version: '1.0.0' };
    for (const field of FIELDS) if (says[field]) manifest[field] = says[field];
    // npm's own rule: what may be left out is among the others, too, in the registry
    for (const name of Object.keys(manifest.optionalDependencies ?? {})) delete manifest.dependencies?.[name];
    manifest.devDependencies = Object.fromEntries(Object.entries(says.devDependencies ?? {}).filter(([name]) => DEVELOPED.has(name) && !manifest.dependencies?.[name] && !manifest.peerDependencies?.[name]));
    all.push({ name: id, manifest });
  }
  return all;
}

const add = (set, name, version) => version && set.add(`${name}@${version}`);

function npmTree(node, into) {
  for (const [called, one] of Object.entries(node.dependencies ?? {})) {
    if (one.missing || !one.version) continue;
    add(into, one.name ?? called, one.version);
    npmTree(one, into);
  }
  return into;
}

function pnpmTree(node, into) {
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    for (const [called, one] of Object.entries(node[field] ?? {})) {
      add(into, one.from ?? called, one.version);
      pnpmTree(one, into);
    }
  }
  return into;
}

// What really lies there.
function laid(folder, into) {
  const modules = join(folder, 'node_modules');
  if (!existsSync(modules)) return into;
  for (const name of readdirSync(modules).flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : [name]))) {
    const file = join(modules, name, 'package.json');
    if (name.startsWith('.') || !existsSync(file)) continue;
    const { name: real, version } = JSON.parse(readFileSync(file, 'utf8'));
    add(into, real, version);
    laid(join(modules, name), into);
  }
  return into;
}

const npm = (version) => ({
  tool: `npm, lockfileVersion ${version}`, lock: 'package-lock.json', exact: true,
  make: (folder) => run(folder, 'npm', 'install', '--package-lock-only', '--ignore-scripts', '--lockfile-version', String(version)),
  all: async (folder) => npmTree(JSON.parse(await run(folder, 'npm', 'ls', '--all', '--json', '--long', '--package-lock-only')), new Set()),
  production: async (folder) => npmTree(JSON.parse(await run(folder, 'npm', 'ls', '--all', '--json', '--long', '--package-lock-only', '--omit=dev')), new Set()),
});
const pnpm = (name) => ({
  tool: name, lock: 'pnpm-lock.yaml', exact: true,
  make: (folder) => run(folder, 'node', join(work, 'node_modules', name, 'bin', 'pnpm.cjs'), 'install', '--lockfile-only', '--ignore-scripts'),
  all: async (folder) => pnpmTree(JSON.parse(await run(folder, 'node', join(work, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs'), 'list', '--json', '--depth', 'Infinity', '--lockfile-only'))[0], new Set()),
  production: async (folder) => pnpmTree(JSON.parse(await run(folder, 'node', join(work, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs'), 'list', '--json', '--depth', 'Infinity', '--lockfile-only', '--prod'))[0], new Set()),
});
// pnpm of old lists what it has installed.
const pnpmOfOld = (name) => {
  const pnpm = (folder, ...args) => run(folder, 'node', join(work, 'node_modules', name, 'bin', 'pnpm.cjs'), ...args);
  return {
    tool: name, lock: 'pnpm-lock.yaml', exact: false,
    make: (folder) => pnpm(folder, 'install', '--ignore-scripts'),
    all: async (folder) => pnpmTree(JSON.parse(await pnpm(folder, 'list', '--json', '--depth', 'Infinity'))[0], new Set()),
    production: async (folder) => pnpmTree(JSON.parse(await pnpm(folder, 'list', '--json', '--depth', 'Infinity', '--prod'))[0], new Set()),
  };
};
// These install for this platform only: what is for another is in the lock and not laid here.
const laying = (tool, lock, everything, production) => ({
  tool, lock, exact: false, make: (folder) => everything(folder), all: (folder) => laid(folder, new Set()),
  production: async (folder) => {
    rmSync(join(folder, 'node_modules'), { recursive: true, force: true });
    await production(folder);
    return laid(folder, new Set());
  },
});
const yarn = laying('yarn 1', 'yarn.lock',
  (folder) => run(folder, 'node', join(work, 'node_modules', 'yarn', 'bin', 'yarn.js'), 'install', '--ignore-scripts', '--ignore-engines', '--no-bin-links', '--non-interactive', '--silent'),
  (folder) => run(folder, 'node', join(work, 'node_modules', 'yarn', 'bin', 'yarn.js'), 'install', '--ignore-scripts', '--ignore-engines', '--no-bin-links', '--non-interactive', '--silent', '--production', '--frozen-lockfile'));
const berry = laying('yarn 4', 'yarn.lock',
  (folder) => {
    writeFileSync(join(folder, '.yarnrc.yml'), `nodeLinker: node-modules\nenableScripts: false\nenableTelemetry: false\nenableGlobalCache: false\ncacheFolder: ${join(work, 'berry')}\n`);
    writeFileSync(join(folder, 'yarn.lock'), '');
    return run(folder, 'node', join(work, 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js'), 'install');
  },
  (folder) => run(folder, 'node', join(work, 'node_modules', '@yarnpkg', 'cli-dist', 'bin', 'yarn.js'), 'workspaces', 'focus', '--production'));
const bun = laying('bun', 'bun.lock',
  (folder) => run(folder, join(bin, 'bun'), 'install', '--ignore-scripts', '--save-text-lockfile', '--linker', 'hoisted'),
  (folder) => run(folder, join(bin, 'bun'), 'install', '--ignore-scripts', '--production', '--frozen-lockfile', '--linker', 'hoisted'));

// Each tool has a lane of its own, for most of the time is waiting; where a tool installs, half of the projects will do.
const all = await projects();
const half = all.filter((one, at) => at < 2 || at % 2 === 0);
const old = all.filter(({ name }) => ['aliases', 'peers', 'express@4.21.2'].includes(name));
const lanes = [[npm(3), all], [npm(1), old], [npm(2), old], [pnpm('pnpm'), all], [pnpmOfOld('pnpm-8'), old], [pnpmOfOld('pnpm-7'), old], [yarn, half], [bun, half], [berry, half]];
const lanesDone = await Promise.allSettled(lanes.map(async ([tool, some], lane) => {
  const cases = [];
  for (const { name, manifest } of some) {
    const folder = join(work, `project-${lane}`);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    const text = JSON.stringify(manifest, null, 1);
    writeFileSync(join(folder, 'package.json'), text);
    await tool.make(folder);
    const lock = readFileSync(join(folder, tool.lock), 'utf8');
    const everything = [...await tool.all(folder)].sort();
    const production = [...await tool.production(folder)].sort();
    cases.push({ tool: tool.tool, project: name, exact: tool.exact, lock: tool.lock, manifest: text, text: lock, production, development: everything.filter((one) => !production.includes(one)) });
  }
  return cases;
}));
for (const { reason } of lanesDone) if (reason) throw reason;
for (const { value } of lanesDone) for (const one of value) console.log(JSON.stringify(one));
