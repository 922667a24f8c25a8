#!/bin/sh -eu
# npm 10.9.9 and 11.21.2 (npm-package-arg 12.0.2 and 13.0.2, semver 7.7.4 and 7.8.6), any Node that runs both.
#
# What happens: a version request with a wildcard in its middle and a number behind it, such as name@1.x.2, is a range for npm 10, as it was for all before it, and a tag for npm 11.
# The same request with a caret before it is a range for both.
# What one would expect: that a word is a range for both, or for none; the documentation of neither says that this changed.
# Why: the semver of npm 11 takes a number behind a wildcard for an error in a plain range, so that the word is read as what is left, the name of a tag.
# Output seen: npm-10 1.x.2 range, npm-11 1.x.2 tag.
# Why it matters: a program that foresees which release npm takes (a lock, a policy, a mirror) has to read ranges by npm's major version.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --cache "$work/cache" npm-10@npm:npm@10.9.9 npm-11@npm:npm@11.21.2
cat > read.cjs <<'JS'
const said = {};
for (const npm of ['npm-10', 'npm-11']) {
  const read = require(`${__dirname}/node_modules/${npm}/node_modules/npm-package-arg`);
  said[npm] = ['1.x.2', '^1.x.2', '1.2.x'].map(word => read(`name@${word}`).type).join(' ');
}
console.log(said);
const expected = { 'npm-10': 'range range range', 'npm-11': 'tag range range' };
if (JSON.stringify(said) !== JSON.stringify(expected)) {
  console.error('not as it was', expected);
  process.exit(1);
}
JS
node read.cjs
