// Command lines made from the flags in config/launchers.yaml by a fixed seed: what each tool documents, and some that nobody documents.

// Names that no registry has, for the case that a tool does not ask where it is told to.
const NAMES = ['zq-hub-good', 'zq-hub-evil', 'zq-hub-odd', '@zq-hub/tool', '@zq-hub/other'];
const VERSIONS = ['', '', '@1.0.0', '@1.2.3', '@v1.0.0', '@=1.2.3', '@2026.08.31', '@latest', '@beta', '@^1.0.0', '@1', '@0.9', '@>=1.0.0'];
const PYTHON = ['', '', '==1.0.0', '==1.2.3', '>=1.0.0', '~=1.2'];
const TAGS = ['', ':1.0', ':latest', '@sha256:' + 'a'.repeat(64), ':1.2@sha256:' + 'b'.repeat(64)];

// Flags that make the tool do nothing, ask elsewhere (proxies, certificates), or wait; the reader reads them all the same.
const QUIET = new Set(('--help -h -H -? --usage --version -v --versions --offline --no --no-yes -n --no-install --dry-run --proxy --https-proxy --http-proxy --noproxy --no-proxy --ca --cafile --cert --key '
  + '--local-address --cached-only --no-npm --no-remote --frozen-lockfile --vendor --lock --import-map --preload --require --config -c --inspect --inspect-brk --inspect-wait --watch --hmr --watch-exclude '
  + '--maxsockets --fetch-timeout --fetch-retry-mintimeout --fetch-retry-maxtimeout --fetch-retries --fetch-retry-factor --searchlimit --global -g --location -L --long -l --json --allow-directory --allow-file --allow-git '
  + '--allow-remote --node-gyp --git --which --before --enjoy-by --min-release-age --cache-min --cache-max --prefix -C --workspace -w --workspaces --ws --include-workspace-root --iwr --recursive -r --workspace-root '
  + '--filter --filter-prod -F --workspace-packages --dir --env-file --cwd --npmrc-auth-file --userconfig --globalconfig --registry --reg --tag --replace-registry-host --package-lock-only --parseable --umask --shell '
  + '--minimum-release-age --min-dep-age --conditions --install-alias --pip-args --editable -e --pypackages --python --url --connection --remote --root --runroot --rootfs --pod --pod-id-file --requires '
  + '--node-arg --npm --shell-auto-fallback --call --script-shell --shell-mode --use-api-socket --label-file --pull --platform --arch --os --variant --gpus --mac-address --ip --ip6 --link --volumes-from '
  + '--cgroup-parent --isolation --init-path --secret --parallel --stream --aggregate-output --reverse --sort --no-sort --test-pattern --changed-files-ignore-pattern --fail-if-no-match --no-fail-if-no-match '
  + '--no-include-workspace-root --no-progress --use-stderr --workspace-concurrency --node-options --coverage --node-modules-dir --permission-set -P --v8-flags --unsafely-ignore-certificate-errors --location --cert '
  + '--engine-strict --strict-ssl --no-bin-links  --provenance-file --allow-scripts --strict-allow-scripts --allow-scripts-pin --allow-scripts-pending --prefer-offline --use-env-proxy --inspect-publish-uid '
  + '--tls --tlsverify --tlscacert --tlscert --tlskey --host --context --config --index-url -i --authfile --storage-driver --storage-opt --identity --tmpdir --volumepath --conmon --hooks-dir --cgroup-manager '
  + '--events-backend --network-config-dir --runtime --runtime-flag --ssh --namespace --syslog --noout --network-cmd-path --preserve-fds --env-host --chrootdirs --hostuser --sdnotify --systemd --no-hosts --passwd '
  + '--conmon-pidfile --pidfile --cgroups --log-level --stdin --seccomp-policy --gidmap --uidmap --subgidname --subuidname --cpu-count --cpu-percent --io-maxbandwidth --io-maxiops --network-alias --node-modules-linker --no-healthcheck -A --allow-all --tty -t').split(' '));

// What a flag takes, where any word would be refused.
const VALUES = {
  '--loglevel': ['silent', 'error', 'warn', 'info'], '--reporter': ['silent', 'append-only', 'default', 'ndjson'], '--omit': ['dev', 'optional'], '--include': ['dev', 'prod'], '--only': ['prod'], '--also': ['dev'],
  '--audit-level': ['low', 'high'], '--auth-type': ['web', 'legacy'], '--install-strategy': ['hoisted', 'nested'], '--sbom-format': ['spdx'], '--sbom-type': ['library'], '--access': ['public'], '--lockfile-version': ['3'],
  '--depth': ['1'], '--diff-unified': ['3'], '--logs-max': ['2'], '--otp': ['123456'], '--searchstaleness': ['5'], '--expires': ['3'], '--expect-result-count': ['1'], '--init-type': ['module'],
  '--color': ['always'], '--ext': ['ts', 'js'], '--seed': ['7'], '--node-modules-linker': ['hoisted'], '--cidr': ['10.0.0.0/8'], '--libc': ['glibc'], '--os': ['linux'], '--cpu': ['x64'], '--scope': ['@zq-hub', 'zq-hub-evil'],
  // docker and podman
  '--network': ['host', 'none'], '--net': ['host'], '-e': ['A=b', 'TOKEN'], '--env': ['A=b', 'TOKEN'], '-v': ['/tmp:/data'], '--volume': ['/tmp:/data'], '-p': ['8080:80'], '--publish': ['8080:80'], '--expose': ['80'], '--memory': ['1g'], '-m': ['1g'],
  '--memory-swap': ['2g'], '--memory-reservation': ['1g'], '--kernel-memory': ['1g'], '--shm-size': ['1g'], '--cpus': ['1'], '--restart': ['no'], '--ulimit': ['nofile=10'], '--mount': ['type=tmpfs,dst=/x'], '--tmpfs': ['/x'],
  '--add-host': ['a:10.0.0.1'], '--dns': ['1.1.1.1'], '--ipc': ['host'], '--pid': ['host'], '--uts': ['host'], '--userns': ['host'], '--cgroupns': ['host'], '--stop-signal': ['TERM'], '--device': ['/dev/null'], '-a': ['stdout'], '--attach': ['stderr'],
  '--sysctl': ['net.ipv4.ip_forward=1'], '--annotation': ['a=b'], '--log-opt': ['a=b'], '--label': ['a=b', 'zq'], '-l': ['zq'], '--link-local-ip': ['169.254.1.1'], '--detach-keys': ['ctrl-a'], '--security-opt': ['no-new-privileges'], '-u': ['me'], '--user': ['me'],
  '-w': ['/work'], '--workdir': ['/work'], '-h': ['host'], '--hostname': ['host'], '--umask': ['0022'], '--tz': ['UTC'], '--image-volume': ['ignore'], '--health-on-failure': ['none'], '--device-cgroup-rule': ['c 1:3 mr'],
  '--blkio-weight-device': ['/dev/sda:100'], '--device-read-bps': ['/dev/sda:1mb'], '--device-read-iops': ['/dev/sda:10'], '--device-write-bps': ['/dev/sda:1mb'], '--device-write-iops': ['/dev/sda:10'], '--storage-opt': ['size=1G'],
  '--io-maxbandwidth': ['1m'], '--cidfile': ['cid'], '-c': ['10'], '--cpuset-cpus': ['0'], '--cpuset-mems': ['0'], '--blkio-weight': ['100'], '--health-cmd': ['none'], '--cgroup-conf': ['a=b'], '--personality': ['LINUX'], '--dns-option': ['ndots:1'], '--dns-opt': ['ndots:1'],
};
const NUMBERS = /^--(cpu-|pids|oom-score|memory-swappiness|health-retries|stop-timeout|timeout$|io-maxiops|cpu-count|cpu-percent)/;
const DURATIONS = /^--health-(interval|timeout|start)/;

// The tables of config/launchers.yaml: {name: {value: […], alone: […], …}}
export function tables(yaml) {
  const result = {};
  let name = null, kind = null, inside = false;
  for (const line of yaml.split('\n')) {
    if (line.includes('# made by scripts/launcher-flags')) inside = true;
    else if (line.includes('# end of what scripts/launcher-flags makes')) break;
    else if (inside) {
      const table = /^ {2}(\w+):$/.exec(line), list = /^ {4}(\w+): (.*)$/.exec(line);
      if (table) result[name = table[1]] = {};
      else if (list) result[name][kind = list[1]] = [];
      else if (/^ {6}/.test(line)) result[name][kind].push(...line.trim().split(' '));
    }
  }
  return result;
}

export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = state + 0x6d2b79f5 >>> 0;
    let value = Math.imul(state ^ state >>> 15, state | 1);
    value ^= value + Math.imul(value ^ value >>> 7, value | 61);
    return (value ^ value >>> 14) >>> 0;
  };
  return {below: most => next() % most, pick: list => list[next() % list.length], chance: percent => next() % 100 < percent};
}

// One line of a tool: {args, documented}
export function line(tool, all, dice) {
  const table = all[tool.flags];
  const python = tool.ecosystem === 'pypi', image = tool.ecosystem === 'oci';
  const named = () => {
    if (image) return dice.pick(['zq/good', 'zq-hub/evil', 'ghcr.io/zq/tool', 'docker.io/zq/good', 'zqgood']) + dice.pick(TAGS);
    const name = dice.pick(python ? ['zq-hub-good', 'zq-hub-evil', 'Zq_Hub.Odd'] : NAMES);
    return (tool.prefix ?? '') + name + (python && dice.chance(10) ? '[extra]' : '') + dice.pick(python ? PYTHON : tool.command === 'deno' ? VERSIONS.filter(version => !/[=>]|08/.test(version)) : VERSIONS);
  };
  const known = (from, kinds) => kinds.flatMap(kind => (from[kind] ?? []).map(flag => [flag, kind])).filter(([flag]) => !QUIET.has(flag) && !tool.naming.includes(flag) && !tool.skip?.includes(flag));
  const flag = from => {
    const [name, kind] = dice.pick(known(from, ['value', 'alone', 'optional']));
    if (kind !== 'value') return [tool.negated && dice.chance(10) && name.startsWith('--') && !name.startsWith('--no-') && name !== '--yes' ? name.replace('--', '--no-') : name];
    const value = dice.pick(VALUES[name] ?? (DURATIONS.test(name) ? ['3s'] : NUMBERS.test(name) ? ['3'] : ['zq-hub-odd', 'zq-hub-evil', 'word']));
    return dice.chance(40) && (name.startsWith('--') || tool.ecosystem === 'npm' && tool.negated) ? [`${name}=${value}`] : [name, value];
  };
  let documented = true;
  const flags = most => {
    const words = [];
    const used = new Set();
    for (let i = dice.below(most + 1); i > 0; i--) {
      const made = flag(table), name = made[0].split('=')[0].replace(/^-+/, '')[0];
      if (!used.has(name)) words.push(...made);
      used.add(name);
    }
    return words;
  };
  const words = [];
  if (tool.before && dice.chance(30)) words.push(...flag(all[tool.before]));
  else if (tool.early && dice.chance(20)) words.push(...flag(table));
  words.push(...tool.verb);
  const front = flags(4);
  if (tool.clusters && dice.chance(20)) front.push('-' + dice.pick(tool.clusters));
  if (dice.chance(8)) {
    documented = false;
    front.push(...dice.pick([['--wonder', 'zq-hub-good'], ['--wonder=1'], ['-Z'], ['--zq', 'zq-hub-evil'], ...tool.odd ?? []]));
  }
  const first = named();
  let behind = [];
  if (tool.naming.length && dice.chance(35)) {
    const packages = Array.from({length: 1 + dice.below(tool.single ? 1 : 2)}, named);
    for (const one of packages) {
      const by = dice.pick(tool.naming);
      const bare = one.replace(/^npm:/, '');
      front.splice(dice.pick([0, front.length]), 0, ...(by.startsWith('--') && dice.chance(50) ? [`${by}=${bare}`] : [by, bare]));
    }
    words.push(...front, packages[0].replace(/^npm:/, '').replace(/^@[^/]+\//, '').replace(/(\[|[@=<>~]).*$/, ''));
  } else {
    if (tool.registry && dice.chance(8)) front.push(...(dice.chance(50) ? [tool.registry, 'REGISTRY'] : [`${tool.registry}=REGISTRY`]));
    if (tool.dashes && dice.chance(8)) front.push('--');
    words.push(...front, first);
  }
  if (dice.chance(50)) behind = dice.pick([['--stdio'], ['/tmp'], ['zq-hub-evil'], ['-p', 'zq-hub-evil'], ['--package', 'zq-hub-evil'], ['--package=zq-hub-evil'], ['--', '-p', 'zq-hub-evil'], ['-y'], ['--port', '80'], ['--loglevel', 'silent']]);
  return {args: [...words, ...behind], documented};
}
