// See scripts/grades.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    hub: { type: 'string', default: join(here, 'hub') },
    list: { type: 'string', default: join(here, 'grades.txt') },
    keep: { type: 'string' },
    compare: { type: 'boolean' },
  },
});
const SEVERITIES = ['critical', 'high', 'medium', 'low'];
const COLUMNS = ['package', 'group', 'grade', 'score', 'level', 'security', 'supply_chain', 'maturity', ...SEVERITIES, 'read_percent', 'is', 'tools', 'caps', 'says'];
const GRADES = ['A', 'B', 'C', 'D', 'F', '-'];

const lines = (file) => readFileSync(file, 'utf8').split('\n').filter((line) => line && !line.startsWith('#'));
const byName = (a, b) => (a.package < b.package ? -1 : a.package > b.package ? 1 : 0);

/** The report of a release; a text says why there is none. */
function scanned(release, folder) {
  const file = join(folder, `${release.replaceAll('/', '+')}.json`);
  if (!existsSync(file)) {
    try {
      writeFileSync(file, execFileSync(values.hub, ['scan', `npm:${release}`, '--format', 'json', '--fail-on', 'never'], { encoding: 'utf8', maxBuffer: 2 ** 30, stdio: ['ignore', 'pipe', 'pipe'] }));
    } catch (e) {
      // 1: suspected of malice, which no option lets pass
      if (e.status !== 1) return `${e.stderr}`.trim().split('\n').at(-1);
      writeFileSync(file, e.stdout);
    }
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

function row(group, release, report) {
  if (typeof report === 'string') return { package: release, group, grade: '-', says: report };
  const { scores, findings, read, suspicion, vulnerable } = report;
  const of = (severity) => findings.filter((one) => one.severity === severity && !one.suppressed).length;
  return {
    package: release,
    group,
    grade: scores.grade,
    score: scores.global_score,
    level: scores.certification_level,
    security: scores.scores.security.score,
    supply_chain: scores.scores.supply_chain.score,
    maturity: scores.scores.maturity.score,
    ...Object.fromEntries(SEVERITIES.map((severity) => [severity, of(severity)])),
    read_percent: read.code_read_percent,
    is: report.surface?.kind ?? report.surface?.is ?? '',
    tools: report.surface?.tools?.length ?? report.tools?.length ?? '',
    caps: (scores.caps ?? []).map((cap) => `${cap.at_most} ${cap.reason}`).join('; '),
    says: [suspicion && `suspected of malice: ${suspicion.reason ?? suspicion}`, vulnerable].filter(Boolean).join('; '),
  };
}

function scanAll() {
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'grades-'));
  mkdirSync(folder, { recursive: true });
  const rows = lines(values.list).map((line) => {
    const [group, release] = line.split('\t');
    const made = row(group, release, scanned(release, folder));
    console.error(`${made.grade} ${made.score ?? ''}\t${release}`);
    return made;
  });
  if (!values.keep) rmSync(folder, { recursive: true });
  const cell = (value) => `${value ?? ''}`.replace(/\s+/g, ' ');
  console.log([COLUMNS, ...rows.sort(byName).map((one) => COLUMNS.map((column) => cell(one[column])))].map((cells) => cells.join('\t')).join('\n'));
}

function table(file) {
  const [head, ...rest] = lines(file).map((line) => line.split('\t'));
  return new Map(rest.map((cells) => [cells[0], Object.fromEntries(head.map((column, i) => [column, cells[i]]))]));
}

const markdown = (...rows) => rows.map((cells) => `| ${cells.map((cell) => `${cell}`.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');

function compare(before, after) {
  const [old, now] = [table(before), table(after)];
  const groups = ['all', ...new Set([...now.values()].map((one) => one.group))];
  const spread = (from, group) => GRADES.map((grade) => [...from.values()].filter((one) => (group === 'all' || one.group === group) && one.grade === grade).length);
  console.log(markdown(['group', '', ...GRADES], ['---', '---', ...GRADES.map(() => '---:')], ...groups.flatMap((group) => [[group, 'before', ...spread(old, group)], ['', 'after', ...spread(now, group)]])));
  const shown = ['grade', 'score', 'level', ...SEVERITIES, 'is', 'caps', 'says'];
  const changed = [...now.values()].filter((one) => shown.some((column) => one[column] !== old.get(one.package)?.[column])).sort(byName);
  console.log(`\n${changed.length} of ${now.size} changed\n`);
  const grade = (one) => (one ? `${one.grade} ${one.score}` : '-');
  const found = (one) => (one ? SEVERITIES.map((severity) => one[severity]).join('/') : '-');
  const moved = (from, to) => (from === to ? from : `${from} → ${to}`);
  console.log(markdown(
    ['release', 'group', 'grade', 'level', SEVERITIES.join('/'), 'is', 'caps'],
    ['---', '---', '---', '---', '---', '---', '---'],
    ...changed.map((one) => {
      const was = old.get(one.package);
      return [one.package, one.group, moved(grade(was), grade(one)), moved(was?.level ?? '-', one.level), moved(found(was), found(one)), one.is, [one.caps, one.says].filter(Boolean).join('; ')];
    }),
  ));
}

if (values.compare) {
  if (positionals.length !== 2) throw new Error('--compare needs two tables: OLD NEW');
  compare(...positionals);
} else {
  scanAll();
}
