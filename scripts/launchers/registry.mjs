// A registry on loopback that only records what is asked for. Whatever the name, it serves the same tiny package, whose program prints a word; each case has a path of its own.
import {createServer} from 'node:http';
import {createHash} from 'node:crypto';
import {gzipSync} from 'node:zlib';

export const VERSIONS = ['0.9.0', '1.0.0', '1.2.3', '2.0.0', '2026.8.31', '3.0.0-beta.1'];
const OLD = '2020-01-01T00:00:00.000Z';

function tar(files) {
  const blocks = [];
  for (const [name, text, mode] of files) {
    const header = Buffer.alloc(512), body = Buffer.from(text);
    header.write(name, 0);
    header.write(mode ?? '0000755', 100);
    header.write('0000000', 108);
    header.write('0000000', 116);
    header.write(body.length.toString(8).padStart(11, '0'), 124);
    header.write('00000000000', 136);
    header.write('        ', 148);
    header.write('0', 156);
    header.write('ustar\u000000', 257);
    header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\u0000 `, 148);
    blocks.push(header, body, Buffer.alloc((512 - body.length % 512) % 512));
  }
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]), {level: 1});
}

const tarballs = new Map();
function tarball(name, version) {
  const key = `${name}@${version}`;
  if (!tarballs.has(key)) {
    const manifest = {name, version, bin: {[name.split('/').pop()]: 'cli.js'}};
    tarballs.set(key, tar([['package/package.json', JSON.stringify(manifest)], ['package/cli.js', '#!/usr/bin/env node\nconsole.log("ran");\n']]));
  }
  return tarballs.get(key);
}

function packument(name, base) {
  const versions = {}, time = {created: OLD, modified: OLD};
  for (const version of VERSIONS) {
    const bytes = tarball(name, version);
    time[version] = OLD;
    versions[version] = {
      name, version, bin: {[name.split('/').pop()]: 'cli.js'},
      dist: {
        tarball: `${base}/${name}/-/${name.split('/').pop()}-${version}.tgz`,
        shasum: createHash('sha1').update(bytes).digest('hex'),
        integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
      },
    };
  }
  return {name, 'dist-tags': {latest: '2.0.0', beta: '3.0.0-beta.1'}, versions, time, modified: OLD};
}

// A wheel is a zip; stored, not deflated
function crc(bytes) {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value >>> 1 ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

function zip(files) {
  const parts = [], directory = [];
  let offset = 0;
  for (const [name, text] of files) {
    const path = Buffer.from(name), body = Buffer.from(text), common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt32LE(0x00210000, 6);
    common.writeUInt32LE(crc(body), 10);
    common.writeUInt32LE(body.length, 14);
    common.writeUInt32LE(body.length, 18);
    common.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, path, body]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(0o100755 << 16 >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), common, rest, path]));
    parts.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory), end = Buffer.alloc(18);
  end.writeUInt16LE(files.length, 4);
  end.writeUInt16LE(files.length, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, listing, Buffer.from('PK\x05\x06'), end]);
}

function wheel(name, version) {
  const module = name.replace(/-/g, '_'), info = `${module}-${version}.dist-info`;
  return zip([
    [`${module}.py`, 'def main():\n    print("ran")\n'],
    [`${info}/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: ${version}\n`],
    [`${info}/WHEEL`, 'Wheel-Version: 1.0\nGenerator: oracle\nRoot-Is-Purelib: true\nTag: py3-none-any\n'],
    [`${info}/entry_points.txt`, `[console_scripts]\n${name} = ${module}:main\n`],
    [`${info}/RECORD`, ''],
  ]);
}

// asked: by case, the entries {name, version, other}: version null for a list of versions
export function start() {
  const asked = new Map();
  const server = createServer((request, response) => {
    const {pathname} = new URL(request.url, 'http://localhost');
    const [, id, where, ...rest] = decodeURIComponent(pathname).split('/');
    const other = where === 'other';
    const path = rest.join('/');
    const base = `http://${request.headers.host}/${id}/${where}`;
    const record = (name, version) => asked.has(id) ? asked.get(id).push({name, version, other}) : asked.set(id, [{name, version, other}]);
    const file = /^((?:@[^/]+\/)?[^/]+)\/-\/.*?-(\d[^/]*)\.tgz$/.exec(path);
    const wheels = /^files\/([^/]+)\/([^/]+)\/[^/]+\.whl$/.exec(path);
    const simple = /^simple\/([^/]+)\/?$/.exec(path);
    const name = /^(@[^/@]+\/)?[^/@]+$/.exec(path);
    const send = (status, type, body) => response.writeHead(status, {'content-type': type}).end(body);
    if (request.method !== 'GET') send(404, 'application/json', '{}');
    else if (file) {
      record(file[1], file[2]);
      send(200, 'application/octet-stream', tarball(file[1], file[2]));
    } else if (wheels) {
      record(wheels[1], wheels[2]);
      send(200, 'application/octet-stream', wheel(wheels[1], wheels[2]));
    } else if (simple) {
      record(simple[1], null);
      const links = ['pip', 'setuptools'].includes(simple[1]) ? [] : VERSIONS.filter(version => !version.includes('-')).map(version => {
        const whole = `${simple[1].replace(/-/g, '_')}-${version}-py3-none-any.whl`;
        return `<a href="${base}/files/${simple[1]}/${version}/${whole}">${whole}</a>`;
      });
      send(200, 'text/html', `<!DOCTYPE html><html><body>${links.join('\n')}</body></html>`);
    } else if (name) {
      record(path, null);
      send(200, 'application/json', JSON.stringify(packument(path, base)));
    } else send(404, 'application/json', '{}');
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve({asked, port: server.address().port, close: () => server.close()})));
}

// An engine on loopback that has no image and can fetch none: it records which one it is asked for
export function engine() {
  const images = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    const send = (status, body) => response.writeHead(status, {'content-type': 'application/json', 'api-version': '1.48', 'libpod-api-version': '4.3.1', ostype: 'linux'}).end(JSON.stringify(body));
    if (url.pathname.endsWith('/_ping')) send(200, 'OK');
    else if (url.pathname.endsWith('/version')) send(200, {ApiVersion: '1.48', MinAPIVersion: '1.24', Version: '28.2', Os: 'linux', Arch: 'amd64'});
    else if (url.pathname.endsWith('/containers/create')) {
      let body = '';
      request.on('data', part => { body += part; }).on('end', () => {
        images.push(JSON.parse(body).Image ?? JSON.parse(body).image);
        send(404, {message: 'No such image'});
      });
    } else if (url.pathname.endsWith('/images/pull')) {
      images.push(url.searchParams.get('reference'));
      send(500, {cause: 'none', message: 'none', response: 500});
    } else send(500, {message: 'none here'});
  });
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve({images, port: server.address().port, close: () => server.close()})));
}
