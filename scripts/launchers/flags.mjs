// Prints the flags of launchers as their tools tell them, as the block of config/launchers.yaml that scripts/launcher-flags keeps.
// arguments: the folder of the tools
import {spawnSync} from 'node:child_process';
import {createRequire} from 'node:module';
import {readFileSync, readdirSync} from 'node:fs';

const [tools] = process.argv.slice(2);
const env = {...process.env, NO_COLOR: '1', FORCE_COLOR: '0', COLUMNS: '200', npm_config_update_notifier: 'false'};
const run = (command, ...words) => {
  const {stdout, stderr, status} = spawnSync(command, words, {env, encoding: 'utf8'});
  if (!stdout && !stderr) throw new Error(`${command} ${words.join(' ')} says nothing (${status})`);
  return stdout || stderr;
};
const versions = name => readdirSync(tools).filter(folder => new RegExp(`^${name}\\d`).test(folder));
const bin = (folder, name) => `${tools}/${folder}/node_modules/.bin/${name}`;

class Table {
  flags = new Map();

  // a flag that two versions of a tool read in two ways may take the next word or not
  add(names, kind) {
    for (const name of names) {
      const before = this.flags.get(name);
      this.flags.set(name, before === undefined || before === kind ? kind : 'unsure');
    }
  }

  // Lines such as "-e, --env list   Set environment variables", "--lock [<VALUE>]", "--check[=<VALUE>]", "--spec SPEC"
  help(text) {
    for (const line of text.split('\n')) {
      const match = /^\s{1,8}((?:--?[\w.-]+(?:,\s+|\s*\|\s*))*--?[\w.-]+(?:,\s+--?[\w.-]+)*)(\[=\S*?\]|=<\S*>|\s\[<\S+>\]|\s(?:<[^>]+>(?:\[<\w+>\])?|\S+))?(?:\s{2,}.*|\s*)$/.exec(line);
      if (match) {
        const shape = (match[2] ?? '').trim();
        this.add(match[1].split(/,\s+|\s*\|\s*/), !shape ? 'alone' : shape.startsWith('[=') ? 'optional' : shape.startsWith('[<') ? 'unsure' : 'value');
      }
    }
    return this;
  }
}

const tables = {};
const npm = new Table(), npx = new Table();
for (const folder of versions('npm')) {
  const {definitions, shorthands} = createRequire(`${tools}/${folder}/node_modules/npm/`)('@npmcli/config/lib/definitions');
  const kinds = {};
  for (const [name, {type}] of Object.entries(definitions)) {
    const types = [type].flat().filter(one => one !== null && one !== undefined);
    const more = types.filter(one => one !== Boolean && typeof one !== 'boolean' && one !== Array);
    kinds[`--${name}`] = types.includes(Boolean) ? more.length ? 'unsure' : 'alone' : 'value';
  }
  for (const [name, stands] of Object.entries(shorthands)) {
    const flag = name.length === 1 ? `-${name}` : `--${name}`;
    const [long, ...values] = stands;
    kinds[flag] = values.length ? 'alone' : kinds[long] ?? (long.startsWith('--no-') ? kinds[`--${long.slice(5)}`] : 'unsure');
  }
  for (const [flag, kind] of Object.entries(kinds)) {
    for (const table of [npm, npx]) {
      // npx takes the word behind a negated flag for its value and reads on
      if (table === npx && (shorthands[flag.replace(/^-+/, '')]?.[0] ?? '').startsWith('--no-')) {
        npx.flags.set(flag, 'unsure');
        continue;
      }
      // what one version knows, another takes for a word without a value
      if (folder !== versions('npm')[0] && !table.flags.has(flag)) table.flags.set(flag, 'unsure');
      table.add([flag], kind);
    }
  }
  for (const table of [npm, npx]) {
    for (const flag of table.flags.keys()) {
      if (!(flag in kinds)) table.flags.set(flag, 'unsure');
    }
  }
  // what npx itself reads before npm does
  const source = readFileSync(`${tools}/${folder}/node_modules/npm/bin/npx-cli.js`, 'utf8');
  for (const [list, kind] of [['removedSwitches', 'alone'], ['removedOpts', 'value']]) {
    for (const [, word] of new RegExp(`const ${list} = new Set\\(\\[([^\\]]*)\\]`).exec(source)[1].matchAll(/'([^']+)'/g)) {
      npx.flags.set((word.length === 1 ? '-' : '--') + word, kind);
    }
  }
}
for (const [flag, kind] of [['-p', 'value'], ['--shell', 'value'], ['--no-install', 'alone'], ['--version', 'alone'], ['-v', 'alone']]) {
  npx.flags.set(flag, kind);
}
tables.npx = [versions('npm').map(folder => folder.replace(/^npm/, 'npm ')).join(', '), npx];
tables.npm = [tables.npx[0], npm];

// the older pnpm does not tell which of its flags take a value: its lines are compared by the oracle alone
const pnpm = versions('pnpm').at(-1);
tables.pnpm = [`pnpm ${pnpm.slice(4)}`, new Table().help(run(bin(pnpm, 'pnpm'), 'dlx', '--help'))];

const yarn = new Table();
const berry = versions('yarnpkgcli-dist')[0];
for (const [, names, value] of run(bin(berry, 'yarn'), 'dlx', '--help').replace(/\u001b\[[\d;]*m/g, '').matchAll(/^\s+(--?[\w,-]+)( #\d+)?\s{2,}/gm)) {
  yarn.add(names.split(','), value ? 'value' : 'alone');
}
tables.yarn = [`yarn ${berry.replace(/^\D+/, '')}`, yarn];

const bun = versions('bun')[0];
tables.bun = [`bun ${bun.slice(3)}`, new Table().help(run(bin(bun, 'bun'), 'x', '--help'))];
const deno = versions('deno')[0];
for (const [name, verb] of [['deno', 'run'], ['deno_x', 'x']]) {
  tables[name] = [`deno ${deno.slice(4)}`, new Table().help(run(bin(deno, 'deno'), verb, '--help=full'))];
}

for (const program of ['docker', 'podman']) {
  const version = /\d+(\.\d+)+/.exec(run(program, '--version'))[0];
  tables[program] = [`${program} ${version}`, new Table().help(run(program, 'run', '--help').replace(/^[^]*?\nOptions:/, ''))];
  tables[`${program}_before`] = [`${program} ${version}`, new Table().help(run(program, '--help').replace(/^[^]*?\n(Global )?Options:/, ''))];
}

const pipx = new Table();
const usage = run('pipx', 'run', '--help');
for (const [, short, value] of /^usage:[^]*?\n\n/.exec(usage)[0].matchAll(/\[(--?[\w-]+)( [A-Z_]+)?\]/g)) {
  pipx.add([short], value ? 'value' : 'alone');
}
for (const [, names] of usage.matchAll(/^ {2}(-[^ ].*?)(?: {2,}|$)/gm)) {
  const parts = names.split(', ');
  pipx.add(parts.map(part => part.split(' ')[0]), parts.some(part => part.includes(' ')) ? 'value' : 'alone');
}
tables.pipx = [`pipx ${run('pipx', '--version').trim()}`, pipx];

const wrap = words => words.reduce((lines, word) => {
  const last = lines.length - 1;
  if (lines[last].length + word.length > 150) lines.push(word);
  else lines[last] += (lines[last] ? ' ' : '') + word;
  return lines;
}, ['']);
for (const [name, [tool, table]] of Object.entries(tables)) {
  console.log(`  ${name}:\n    tool: ${tool}`);
  for (const kind of ['value', 'alone', 'optional', 'unsure']) {
    const words = [...table.flags].filter(([, its]) => its === kind).map(([flag]) => flag).sort();
    if (words.length) console.log(`    ${kind}: >-\n${wrap(words).map(line => `      ${line}`).join('\n')}`);
  }
}
