// node scripts/npm-ranges.mjs FOLDER [RANGES]   prints made-up versions (always the same ones) in one line of JSON, with their order, and then a range a line, with the versions that the semver packages
// installed in FOLDER (semver-old, as in npm up to 10, and semver-new) find in it: a bit a version, four in a hexadecimal digit; null: it is no range to them. Nothing is taken from memory.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { chance } from './chance.mjs';

const [folder, ranges = '20000'] = process.argv.slice(2);
const require = createRequire(resolve(folder, 'index.js'));
const older = require('semver-old');
const newer = require('semver-new');

const { below, one, often } = chance(0x2545f491);

const PRERELEASES = ['0', '1', '10', 'alpha', 'beta', 'alpha.1', 'alpha.2', 'alpha.10', 'beta.2', 'rc.0', 'rc.1', 'beta-x', 'next.2026.1', '-', '0a', 'a.b.c', 'alpha.beta', '9007199254740993', 'A'];
const ODD = ['v1.2.3', '=1.2.3', ' 1.2.3 ', 'v 1.2.3', '01.2.3', '1.2.3beta', '1.2.3-01', '1.2.3+build.1', '1.2.3-beta+b', '1.2', '1', '', 'latest', '1.2.3.4', '1.2.x', '-1.2.3', '1.2.3-', '1.2.3-a..b',
  '9007199254740991.0.0', '9007199254740992.0.0', '0.0.0', '0.0.0-0', '0.0.0-alpha', '999999999999999999999.0.0', '1.2.3_4', '1.2.3-é', `1.0.0-${'a'.repeat(260)}`, '==1.2.3', 'V1.2.3', '1.2.3 - 2.0.0'];
const SAID = ['', ' ', '*', 'x', 'X', '~', '^', '~x', '^x', '^*', '~*', '||', ' || ', '|| 1', '1 ||', '1 || || 2', '>*', '<*', '>=*', '<=*', '=*', '>x', '<X', '>= x', '^0', '^0.0', '^0.x', '^0.0.x', '~0', '~0.0', '^1 ^1.2', 'latest', 'next', '>=1.8.0 ~1.8.0',
  '^1.8.0 ~1.8.0', '<=1.2.5', '>=0.2.4 <1.2.6', '1.1.x', '1.0.0 - 1.2.5', 'v1.2.0', '=1.2.0', '==1.2.0', '===1.2.0', '!=1.2.0', '>=v1', '~>1.2', '~> 1', '~ 1.2', '^ 1.2', '>= 1.2', '> = 1.2', '< 1 2', '1.2.3-beta || *', '* || 1.2.3-beta', '>=0.0.0-0',
  '<0.0.0', '<0.0.0-0', '>=0', '>0', '>=0.0.0', '<=0', '*.1', '1.*.2', 'x.1.2', '1.x.2', '^1.x.2', '~1.x.2', '*.x.3', '>=1.x.2', '1.2.3.4', '1.2.3 foo', 'foo 1.2.3', 'foo || 1', '1.2.3foo', 'a b', '1,2', '>=1,<2', '!1', '1..2', 'v', '=', '>', '>=', '-1', '- 1',
  '1 -', '1 - ', '1 - 2 - 3', '1.2.3 - *', '* - 1.2.3', 'x - x', '1.2.3-alpha - 1.2.3', '1.2.3 - 1.2.3-alpha', '1.0.0 -2.0.0', '1.0.0- 2.0.0', '9007199254740991', '9007199254740992', '>9007199254740991', '^9007199254740991.0.0', '~1.9007199254740991',
  '1.9007199254740992.x', '9007199254740992.x.x || 1', '01', '01.02.03', '^01.2', '1.02', '1.2.3-01', '>=1.2.3-01', '1.2.3+build', '>1.2.3+build', '^1.2.3+build.2', '1.2.x+build', '~1+b', '1+b', '1.2+b', '+b', '^1.2.3-', '1.x-beta', '^1.2-beta', '1.2-beta', '>=1-beta',
  'git+https://host/a.git', 'file:../a', 'npm:a@1.2.3', 'workspace:^1.2.3', 'github:a/b#semver:^1', '\t1.2.3\n', '1.2.3\u00a0', '>=\t1.2.3\n<2', '1.2.3 ||\n2', '0x1', '1e3', '1.2.3 &&  2', '^1.2.3 || ^2 || ^3 || 4', '>1.2.3 <1.2.3', '>1 <1', '^^1', '~~1', '>>1', '>=>=1',
  '<>1', '=>1', '=<1', '^>=1', '>=^1', '~>=1', '>=~1', 'vv1', '=v1', 'v=1', '^v1.2.3', '~=1.2', '^=1.2.3', `>=1.0.0 ${' '.repeat(300)}<2.0.0`, '1.2.3 2.0.0', '1.2.3 1.2.3', '<2 <1', '>=1 >=2 <3', '>1.2.3-alpha.1 <1.2.4', '>=1.2.3-alpha', '<1.2.3-beta', '^1.2.3-alpha', '~1.2.3-alpha',
  '^0.0.1-alpha', '^0.1.2-beta.2', '>=1.0.0-rc.1 <1.0.0', 'constructor', '__proto__', '>=2.0.0-rc.0 || 1.x', '>=1.0.0 <=1.x', '>1.x', '<=1.x', '<1.x', '>1.2.x', '<=1.2.x', '<1.2.x', '>=1.2.x', '=1.x', '*-beta', 'x-beta', '>*-beta', '1.2.3-x', '1.2.3-*', '1.2.3*', '1.2.3x', '^1.2.3x'];

const number = () => (often(0.75) ? below(4) : often(0.9) ? below(13) : 2024 + below(3));
const version = () => `${number()}.${number()}.${number()}${often(0.35) ? `-${one(PRERELEASES)}` : ''}${often(0.03) ? '+b.7' : ''}`;
const versions = [...new Set([...ODD, ...Array.from({ length: 190 }, version)])].slice(0, 200);

const part = () => (often(0.12) ? one(['x', 'X', '*']) : number());
const partial = () => {
  if (often(0.4)) return one(versions.slice(ODD.length));
  const text = [part(), part(), part()].slice(0, 1 + below(3)).join('.');
  return often(0.25) ? `${text}${often(0.9) ? '-' : ''}${one(PRERELEASES)}${often(0.1) ? '+b.1' : ''}` : text;
};
const bound = () => `${one(['', '', '^', '^', '~', '~', '>=', '>', '<', '<=', '=', '~>', '==', 'v', '>=v', '^v'])}${often(0.15) ? ' ' : ''}${often(0.03) ? one(SAID) : partial()}`;
const alternative = () => (often(0.1) ? `${partial()} - ${partial()}` : Array.from({ length: 1 + (often(0.35) ? 1 + below(2) : 0) }, bound).join(often(0.9) ? ' ' : one(['  ', '\t', '', ','])));
const range = () => Array.from({ length: 1 + (often(0.25) ? 1 + below(2) : 0) }, alternative).join(one(['||', ' || ', ' ||']));

function bits(semver, text, loose) {
  if (semver.validRange(text, { loose }) === null) return null;
  const digits = [];
  versions.forEach((one, i) => {
    digits[i >> 2] = (digits[i >> 2] ?? 0) | (semver.satisfies(one, text, { loose }) ? 1 << (i & 3) : 0);
  });
  return digits.map((digit) => digit.toString(16)).join('').replace(/0+$/, '');
}

const read = versions.map((text) => newer.parse(text, { loose: true }));
const sorted = [...new Set(read.filter(Boolean).sort(newer.compare).map(String))];
const ranks = read.map((of) => of && sorted.findIndex((text) => newer.compare(text, of) === 0));
console.log(JSON.stringify({ versions, strict: versions.map((text) => (newer.valid(text) ? 1 : 0)).join(''), order: ranks }));
const made = new Set(SAID);
while (made.size < Number(ranges)) made.add(range());
for (const text of [...made].slice(0, Number(ranges))) {
  const line = { range: text, loose: bits(newer, text, true), strict: bits(newer, text, false) };
  const old = { loose_old: bits(older, text, true), strict_old: bits(older, text, false) };
  if (old.loose_old !== line.loose) line.loose_old = old.loose_old;
  if (old.strict_old !== line.strict) line.strict_old = old.strict_old;
  console.log(JSON.stringify(line));
}
