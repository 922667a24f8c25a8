#!/bin/sh -eu
# npm 11.21.2, any Node that runs it; two small registries on loopback that differ in one field.
#
# What happens: a published package has an npm-shrinkwrap.json in its archive that settles an old release of its dependency. npm goes by it only where the registry's manifest of the release
# says "_hasShrinkwrap": true; where the registry does not say so, the newest release that the range lets in is installed, without a word.
# What one would expect: that the file in the archive decides, which is what the documentation says of it: a shrinkwrap is there to be published, and has precedence.
# Why: npm resolves the tree from the manifests that registries give, before it has any archive in hand; the field is what a publishing client or a registry puts there.
# Output seen: told 1.0.0, not told 1.1.0.
# Why it matters: mirrors and registries that make manifests anew and drop the field change what is installed; who says what a release brings has to read the registry beside the archive.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts --cache "$work/cache" npm@11.21.2
cat > registry.cjs <<'JS'
const { createServer } = require('http');
const { createHash } = require('crypto');
const { execFileSync, spawn } = require('child_process');
const { mkdirSync, readFileSync, writeFileSync } = require('fs');
const archives = {};
function archive(name, version, files) {
  const folder = `${__dirname}/made/${name}-${version}/package`;
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) writeFileSync(`${folder}/${file}`, JSON.stringify(text));
  const path = `${folder}.tgz`;
  execFileSync('tar', ['-C', `${folder}/..`, '-czf', path, 'package']);
  return (archives[`/${name}-${version}.tgz`] = readFileSync(path));
}
const manifest = (name, version, more) => ({ name, version, ...more });
async function installed(told) {
  const base = () => `http://127.0.0.1:${server.address().port}`;
  const packument = (name, releases) => ({
    name,
    'dist-tags': { latest: Object.keys(releases).at(-1) },
    versions: Object.fromEntries(Object.entries(releases).map(([version, { said, bytes }]) => [version, {
      ...said,
      dist: { tarball: `${base()}/${name}-${version}.tgz`, integrity: 'sha512-' + createHash('sha512').update(bytes).digest('base64') },
    }])),
  });
  const lower = version => ({ said: manifest('lower', version), bytes: archive('lower', version, { 'package.json': manifest('lower', version) }) });
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url);
    if (archives[path]) return response.end(archives[path]);
    if (path === '/lower') return response.end(JSON.stringify(packument('lower', { '1.0.0': lower('1.0.0'), '1.1.0': lower('1.1.0') })));
    if (path === '/upper') {
      const own = manifest('upper', '1.0.0', { dependencies: { lower: '^1.0.0' } });
      const shrinkwrap = {
        ...manifest('upper', '1.0.0'), lockfileVersion: 3, requires: true,
        packages: { '': own, 'node_modules/lower': { version: '1.0.0', resolved: `${base()}/lower-1.0.0.tgz` } },
      };
      const bytes = archive('upper', '1.0.0', { 'package.json': own, 'npm-shrinkwrap.json': shrinkwrap });
      return response.end(JSON.stringify(packument('upper', { '1.0.0': { said: told ? { ...own, _hasShrinkwrap: true } : own, bytes } })));
    }
    response.statusCode = 404;
    response.end('{}');
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  const folder = `${__dirname}/project-${told}`;
  mkdirSync(folder);
  writeFileSync(`${folder}/package.json`, '{"dependencies": {"upper": "1.0.0"}}');
  const npm = spawn(process.execPath, [`${__dirname}/node_modules/npm/bin/npm-cli.js`, 'install', '--silent', '--ignore-scripts', '--no-audit', '--no-fund',
    '--registry', base(), '--cache', `${__dirname}/cache-${told}`], { cwd: folder, stdio: 'inherit' });
  await new Promise(done => npm.on('exit', done));
  server.close();
  const lock = JSON.parse(readFileSync(`${folder}/package-lock.json`));
  return Object.entries(lock.packages).find(([path]) => path.endsWith('node_modules/lower'))[1].version;
}
(async () => {
  const seen = { told: await installed(true), 'not told': await installed(false) };
  console.log(seen);
  if (seen.told !== '1.0.0' || seen['not told'] !== '1.1.0') {
    console.error('not as it was');
    process.exit(1);
  }
})();
JS
node registry.cjs
