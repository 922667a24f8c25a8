// Starts the real tools against a loopback registry over generated lines, and compares what each asked for with what the hub judges.
// arguments: the folder of the tools, the command that judges lines, the file of vectors to write (or -), how many of the lines in percent (100)
import {spawn, spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {line, random, tables} from './generate.mjs';
import {engine, start} from './registry.mjs';

const [tools, judge, vectors, percent = '100'] = process.argv.slice(2);
const SEED = 16;
const WORKERS = 2;
const TIMEOUT_MS = 60_000;
const folder = name => readdirSync(tools).find(one => one.startsWith(name));
const bin = (name, program) => join(tools, folder(name), 'node_modules/.bin', program);

const npm = {ecosystem: 'npm', negated: true, registry: '--registry', dashes: true};
const TOOLS = [
  {...npm, name: 'npx 10', command: 'npx', run: [bin('npm10', 'npx')], flags: 'npx', verb: ['-y'], naming: ['-p', '--package'], lines: 55, odd: [['--packag', 'zq-hub-evil'], ['-yp', 'zq-hub-evil'], ['--yes', 'true']]},
  {...npm, name: 'npx 11', command: 'npx', run: [bin('npm11', 'npx')], flags: 'npx', verb: ['--yes'], naming: ['-p', '--package'], lines: 55, odd: [['--packag', 'zq-hub-evil'], ['-yq'], ['--no-wonder']]},
  {...npm, name: 'npm exec 10', command: 'npm', run: [bin('npm10', 'npm')], flags: 'npm', verb: ['exec', '-y'], naming: ['--package'], early: true, lines: 40, odd: [['-p', 'zq-hub-evil'], ['--packag', 'zq-hub-evil']]},
  {...npm, name: 'npm exec 11', command: 'npm', run: [bin('npm11', 'npm')], flags: 'npm', verb: ['x', '--yes'], naming: ['--package'], early: true, lines: 40, odd: [['-p', 'zq-hub-evil'], ['--color', 'always']]},
  {...npm, name: 'pnpm 10', command: 'pnpm', run: [bin('pnpm10', 'pnpm')], flags: 'pnpm', verb: ['dlx'], naming: ['--package'], negated: false, registry: null, lines: 45, dashes: false, odd: [['-p', 'zq-hub-evil']],
    skip: ['--yes', '-y', '--state-dir', '--store-dir', '--ignore-workspace', '--color', '--allow-build']},
  {...npm, name: 'pnpm 12', command: 'pnpm', run: [bin('pnpm12', 'pnpm')], flags: 'pnpm', verb: ['dlx'], naming: ['--package'], early: true, negated: false, lines: 80, odd: [['-p', 'zq-hub-evil']]},
  {ecosystem: 'npm', name: 'yarn', command: 'yarn', run: [bin('yarnpkgcli-dist', 'yarn')], flags: 'yarn', verb: ['dlx'], naming: ['-p', '--package'], lines: 35, odd: [['-qp', 'zq-hub-evil']]},
  {ecosystem: 'npm', name: 'bunx', command: 'bunx', run: [bin('bun', 'bunx')], flags: 'bun', verb: [], naming: ['-p', '--package'], registry: '--registry', single: true, lines: 60},
  {ecosystem: 'npm', name: 'bun x', command: 'bun', run: [bin('bun', 'bun')], flags: 'bun', verb: ['x'], naming: ['-p', '--package'], registry: '--registry', single: true, lines: 40},
  {ecosystem: 'npm', name: 'deno run', command: 'deno', run: [bin('deno', 'deno')], flags: 'deno', verb: ['run', '--no-prompt'], naming: [], prefix: 'npm:', clusters: ['RW', 'NE', 'RWN'], lines: 40},
  {ecosystem: 'npm', name: 'deno x', command: 'deno', run: [bin('deno', 'deno')], flags: 'deno_x', verb: ['x', '-y'], naming: ['-p', '--package'], single: true, lines: 30},
  {ecosystem: 'pypi', name: 'pipx', command: 'pipx', run: ['pipx'], flags: 'pipx', verb: ['run'], naming: ['--spec'], single: true, lines: 20},
  {ecosystem: 'oci', name: 'docker', command: 'docker', run: ['docker'], flags: 'docker', before: 'docker_before', verb: ['run'], naming: [], clusters: ['di', 'qi', 'iqd', 'ie A=b', 'ieA=b'], dashes: true, lines: 100},
  {ecosystem: 'oci', name: 'podman', command: 'podman', run: ['podman', '--remote'], flags: 'podman', verb: ['run'], naming: [], clusters: ['di', 'qi', 'iqd', 'ie A=b', 'ieA=b'], dashes: true, lines: 60, skip: ['--replace', '--rmi', '--http-proxy', '--restart']},
];

const yaml = readFileSync(new URL('../../config/launchers.yaml', import.meta.url), 'utf8');
const all = tables(yaml), dice = random(SEED);
const cases = [];
for (const tool of TOOLS) {
  for (let i = Math.ceil(tool.lines * percent / 100); i > 0; i--) {
    const made = line(tool, all, dice);
    cases.push({tool, id: `c${cases.length}`, documented: made.documented, args: made.args.flatMap(word => word.startsWith('-ie ') ? word.split(' ') : [word])});
  }
}

const registry = await start();
const base = mkdtempSync(join(tmpdir(), 'launchers-'));
const address = id => `http://127.0.0.1:${registry.port}/${id}`;

async function run(one, docker, worker) {
  const home = join(base, one.id), own = `${address(one.id)}/own`, shared = join(base, `pipx-${worker}`);
  mkdirSync(join(home, 'work'), {recursive: true});
  mkdirSync(join(home, 'docker'));
  writeFileSync(join(home, 'docker/config.json'), '{}');
  one.words = one.args.map(word => word.replace('REGISTRY', `${address(one.id)}/other/`));
  const env = {
    PATH: process.env.PATH, HOME: home, TMPDIR: home, CI: '1', NO_COLOR: '1', TERM: 'dumb',
    // nothing but loopback is reached, whatever a tool believes
    HTTPS_PROXY: 'http://127.0.0.1:9', https_proxy: 'http://127.0.0.1:9', NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1',
    npm_config_registry: `${own}/`, NPM_CONFIG_REGISTRY: `${own}/`, PNPM_CONFIG_REGISTRY: `${own}/`, npm_config_update_notifier: 'false', npm_config_audit: 'false',
    BUN_CONFIG_REGISTRY: `${own}/`, YARN_NPM_REGISTRY_SERVER: own, YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1', YARN_ENABLE_TELEMETRY: '0', DENO_DIR: join(home, 'deno'), DENO_NO_UPDATE_CHECK: '1',
    PIP_INDEX_URL: `${own}/simple`, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIPX_HOME: shared, PIPX_BIN_DIR: join(home, 'bin'),
    DOCKER_HOST: `tcp://127.0.0.1:${docker.port}`, DOCKER_CONFIG: join(home, 'docker'), CONTAINER_HOST: `tcp://127.0.0.1:${docker.port}`,
  };
  const [command, ...front] = one.tool.run;
  docker.images.length = 0;
  const child = spawn(command, [...front, ...one.words], {env, cwd: join(home, 'work'), stdio: ['ignore', 'pipe', 'pipe'], detached: true});
  one.said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => { one.said = (one.said + text).slice(-2000); });
  const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), TIMEOUT_MS);
  one.exit = await new Promise(resolve => child.on('close', resolve).on('error', () => resolve(-1)));
  clearTimeout(timer);
  const asked = one.tool.ecosystem === 'oci' ? docker.images.map(image => ({image})) : registry.asked.get(one.id) ?? [];
  one.asked = asked.map(entry => entry.image ? {...image(entry.image), other: false} : {...entry, name: one.tool.ecosystem === 'pypi' ? `pypi:${entry.name}` : entry.name})
    .filter(entry => !['pypi:pip', 'pypi:setuptools', 'pypi:wheel'].includes(entry.name));
  rmSync(home, {recursive: true, force: true, maxRetries: 3});
  rmSync(join(shared, '.cache'), {recursive: true, force: true});
}

// as the engine is asked, to the hub's name for it
function image(reference) {
  const [tagged, digest] = reference.split('@'), colon = tagged.lastIndexOf(':'), hasTag = colon > tagged.lastIndexOf('/');
  const name = `oci:${(hasTag ? tagged.slice(0, colon) : tagged).replace(/^docker\.io\//, '').replace(/^library\//, '')}`;
  return {name, version: digest ?? (hasTag ? tagged.slice(colon + 1) : null)};
}

const waiting = [...cases];
const began = Date.now();
await Promise.all(Array.from({length: WORKERS}, async (_, worker) => {
  const docker = await engine();
  for (let one = waiting.shift(); one; one = waiting.shift()) await run(one, docker, worker);
  docker.close();
}));
registry.close();
rmSync(base, {recursive: true, force: true});

const input = cases.map(one => JSON.stringify({command: one.tool.command, args: one.words, env: {}})).join('\n');
const said = spawnSync('sh', ['-c', judge], {input, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['pipe', 'pipe', 'inherit']});
const answers = said.stdout.trim().split('\n').map(text => JSON.parse(text));
if (answers.length !== cases.length) throw new Error(`${answers.length} of ${cases.length} lines were judged`);

const count = {}, wrong = [];
const add = (tool, what) => { (count[tool] ??= {}) [what] = (count[tool][what] ?? 0) + 1; };
cases.forEach((one, i) => {
  const judged = one.judged = answers[i];
  const understood = one.understood = !judged.some(entry => entry.kind === 'local');
  const names = list => [...new Set(list.map(entry => entry.name))].sort().join(' ');
  add(one.tool.name, 'lines');
  if (one.documented) add(one.tool.name, understood ? 'understood' : 'not understood');
  if (!one.asked.length) add(one.tool.name, 'refused by the tool');
  const missed = one.asked.filter(entry => !judged.some(its => its.name === entry.name));
  const problems = [];
  if (understood && missed.length) problems.push(`fetched and not judged: ${names(missed)}`);
  if (understood && one.asked.length && names(one.asked) !== names(judged)) problems.push(`asked for ${names(one.asked)}`);
  for (const entry of judged) {
    const fetched = one.asked.filter(its => its.name === entry.name);
    const versions = [...new Set(fetched.map(its => its.version).filter(Boolean))];
    const pinned = judged.filter(its => its.name === entry.name).map(its => its.version);
    if (understood && !pinned.includes(null) && !pinned.includes(undefined) && versions.some(version => !pinned.includes(version))) problems.push(`fetched ${entry.name} ${versions}`);
    if (understood && !entry.registry && fetched.some(its => its.other)) problems.push(`fetched ${entry.name} from another registry`);
  }
  if (!understood && missed.length) add(one.tool.name, 'fetched, not named, not understood');
  if (problems.length) wrong.push({line: `${one.tool.name}: ${one.args.join(' ')}`, problems, judged: judged.map(entry => `${entry.kind} ${entry.name} ${entry.version ?? entry.range}`), exit: one.exit, said: one.said.slice(-300)});
});
console.error(JSON.stringify({seconds: Math.round((Date.now() - began) / 1000), count}, null, 1));
if (process.env.HUB_LAUNCHER_DUMP) writeFileSync(process.env.HUB_LAUNCHER_DUMP, JSON.stringify(cases.map(({tool, ...rest}) => ({tool: tool.name, ...rest}))));
wrong.forEach(one => console.error(JSON.stringify(one)));

const total = what => Object.values(count).reduce((sum, tool) => sum + (tool[what] ?? 0), 0);
const share = total('not understood') / (total('understood') + total('not understood'));
console.error(`${total('lines')} lines, ${wrong.length} differ, ${total('refused by the tool')} refused by the tool; not understood: ${(share * 100).toFixed(1)} % of documented ones`);
if (wrong.length || share >= 0.05) process.exit(1);
if (vectors !== '-') {
  writeFileSync(vectors, cases.map(one => JSON.stringify({
    tool: one.tool.name, command: one.tool.command, args: one.args,
    asked: [...new Set(one.asked.map(entry => `${entry.name}${entry.version ? `@${entry.version}` : ''}`))].sort(), understood: one.understood, other: one.asked.some(entry => entry.other),
  })).join('\n') + '\n');
}
console.log(`${cases.length} cases`);
