// Expressions, lists and what npm's packages say of them, for scripts/oracles/licenses: a case a line, its fields separated by tabs, by a fixed seed.
//   valid      EXPRESSION  true|false             what spdx-expression-parse says
//   satisfies  EXPRESSION  LIST  true|false       what spdx-satisfies says
//   today      ID          ID                     what spdx-correct calls it today
import { createRequire } from 'node:module';

const require = createRequire(`${process.argv[2]}/`);
const parse = require('spdx-expression-parse');
const satisfies = require('spdx-satisfies');
const correct = require('spdx-correct');
const ids = require('spdx-license-ids');
const deprecated = require('spdx-license-ids/deprecated');
const exceptions = require('spdx-exceptions');

let state = 20261128;
const next = (n) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};
const pick = (list) => list[next(list.length)];
const valid = (text) => {
  try {
    parse(text);
    return true;
  } catch {
    return false;
  }
};
const say = (...fields) => console.log(fields.join('\t'));

const term = (licenses, extra) => {
  const license = pick(licenses);
  return license.includes('Ref-') || next(6) !== 0 ? license : `${license} WITH ${pick(extra)}`;
};
const expression = (depth, licenses, extra) => {
  if (depth === 0 || next(3) === 0) return term(licenses, extra);
  const parts = Array.from({ length: 2 + next(2) }, () => expression(depth - 1, licenses, extra));
  const joined = parts.join(next(2) ? ' OR ' : ' AND ');
  return next(2) ? `(${joined})` : joined;
};
const anyCase = (text) => [...text].map((c) => (next(2) ? c.toUpperCase() : c.toLowerCase())).join('');

for (const id of [...ids, ...deprecated]) say('valid', id, valid(id));
for (const exception of exceptions) say('valid', `MIT WITH ${exception}`, valid(`MIT WITH ${exception}`));

const anything = [...ids, ...deprecated, ...ids.map((id) => `${id}+`), 'LicenseRef-acme.1', 'DocumentRef-a:LicenseRef-b', 'Acme', 'UNLICENSED'];
for (let i = 0; i < 700; i++) {
  const text = expression(2, anything, [...exceptions, 'Nothing-exception']);
  say('valid', text, valid(text));
}
for (let i = 0; i < 300; i++) {
  const text = expression(2, [...ids, ...deprecated], exceptions);
  say('valid', anyCase(text), valid(text)); // identifiers mean the same in any case, operators are read in any
}
for (let i = 0; i < 700; i++) {
  const text = expression(1, anything, exceptions);
  const at = next(text.length);
  const broken = pick([
    text.slice(0, at) + text.slice(at + 1),
    `${text.slice(0, at)}${pick([' ', '(', ')', '+', 'X'])}${text.slice(at)}`,
    text.slice(0, at),
  ]);
  say('valid', broken, valid(broken));
}

// not of 4 or 8 letters, which spdx-satisfies 6.0.0 takes for "-only" and "-or-later"; not of families that its ranges do not know in full
const compared = ['MIT', 'ISC', 'Apache-1.1', 'Apache-2.0', 'Apache-1.1+', 'Apache-2.0+', 'BSD-3-Clause', 'Unlicense', 'MPL-1.1', 'MPL-2.0', 'MPL-1.1+', 'EPL-1.0', 'EPL-1.0+',
  'EPL-2.0', 'GPL-1.0-or-later', 'GPL-2.0', 'GPL-2.0+', 'GPL-2.0-only', 'GPL-2.0-or-later', 'GPL-3.0-only', 'GPL-3.0-or-later', 'LGPL-2.0-or-later', 'LGPL-2.1-only',
  'LGPL-2.1-or-later', 'LGPL-3.0-only', 'AGPL-1.0-only', 'AGPL-3.0-only', 'AGPL-3.0-or-later', 'CC-BY-3.0', 'CC-BY-4.0', 'AFL-2.1', 'AFL-2.1+', 'OSL-3.0', 'LicenseRef-acme'];
const added = ['Classpath-exception-2.0', 'LLVM-exception'];
// a license with an exception may be taken as the license alone: that is what the hub adds to spdx-satisfies
const choice = (text) => text.replace(/([^\s()]+) WITH ([^\s()]+)/g, '($1 OR $1 WITH $2)');
for (let i = 0; i < 1500; i++) {
  const text = expression(2, compared, added);
  const list = Array.from({ length: 1 + next(4) }, () => term(compared, added));
  say('satisfies', text, list.join(', '), satisfies(choice(text), list));
}

for (const id of [...deprecated, ...deprecated.map((id) => `${id}+`)].filter((id) => /^[AL]?GPL-\d\.\d\+?$/.test(id))) say('today', id, correct(id));
