// One MCP: its scores, what failed, and on what evidence.
import { ask, dom, link, scoreClass } from './home-parts.js';
import { cap, coverage, drift, level, provenance, status } from './home-words.js';

let shown = 0;
const words = name => name.replaceAll('_', ' ').replace('ci cd', 'CI/CD');

function facts(mcp) {
  const version = mcp.latest_version;
  const analysed = mcp.latest_certified_version;
  const rows = [
    ['Source', mcp.source.package || mcp.source.url || mcp.source.type],
    ['Repository', mcp.repo_url && link(mcp.repo_url, mcp.repo_url)],
    ['Homepage', mcp.homepage && link(mcp.homepage, mcp.homepage)],
    ['Licence', mcp.license], ['Language', mcp.language],
    ['Version', version && version.visible_version],
    ['What it is', mcp.snapshot && mcp.snapshot.kind && [words(mcp.snapshot.kind), mcp.snapshot.kind_reason].filter(Boolean).join(': ')],
    ['Status', version && status(version) + (version.status_reason ? `: ${version.status_reason}` : '')],
    ['Deprecated by its registry', version && version.registry_deprecated],
    ['Limits', mcp.snapshot && (mcp.snapshot.caps.map(cap).join('; ') || 'none')],
    ['No higher level', version && version.level_reason],
    ['What it offers', version && version.surface_changed && dom('span', { class: version.surface_changed.descriptions_changed ? 'bad' : '' }, drift(version.surface_changed))],
    ['Analysed', version && version.certified_at && new Date(version.certified_at).toLocaleString()],
    ['Newest analysed', analysed && analysed.id !== version.id && `${analysed.visible_version} (${analysed.global_score}, grade ${analysed.grade}, ${level(analysed)})`],
    ['SHA-256', version && version.tarball_sha256],
    ['Coverage', mcp.snapshot && `${coverage(mcp.snapshot.coverage)} (${mcp.snapshot.controls_catalog_version}, scoring ${mcp.snapshot.scoring_version})`],
  ];
  return dom('dl', {}, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [dom('dt', {}, name), dom('dd', {}, value)]));
}

function number(score) {
  if (score === null) return dom('span', { class: 'small' }, 'not judged');
  const meter = dom('meter', { min: 0, max: 100, low: 60, high: 80, optimum: 100, value: score });
  return dom('span', {}, meter, ` ${score}`);
}

function scoreTable(scores) {
  const rows = Object.entries(scores.scores).flatMap(([name, dimension]) => [
    dom('tr', {}, dom('th', { scope: 'row' }, `${words(name)} (${Math.round(dimension.weight * 100)} %)`), dom('td', {}, number(dimension.score))),
    ...Object.entries(dimension.breakdown).map(([sub, score]) =>
      dom('tr', { class: 'small' }, dom('td', {}, `· ${words(sub)}`), dom('td', {}, number(score))))]);
  return dom('table', {}, dom('tbody', {}, ...rows));
}

const classes = ({ cwe, owasp }) => (cwe || owasp.length ? ` (${[cwe, ...owasp].filter(Boolean).join(', ')})` : '');

const place = ({ file, line }) => (file ? `${file}${line ? `:${line}` : ''}` : 'the source as a whole');

// What is known of the value: whose it is, and the way that it took from where it comes in to where it ends.
function way(finding) {
  if (!finding) return [];
  const said = provenance(finding);
  const steps = [...finding.trace.map(step => `${place(step)} ${step.what}`), `${place(finding)} where it ends`];
  return [said && dom('p', { class: 'small' }, said), finding.trace.length > 0 && dom('ol', { class: 'small' }, ...steps.map(step => dom('li', {}, step)))].filter(Boolean);
}

function control(result, findings) {
  const evidence = result.evidence.map(e => dom('li', {}, place(e), e.evidence ? dom('code', {}, e.evidence) : null, ...way(findings.get(e.finding_id))));
  return dom('details', {},
    dom('summary', {}, dom('b', { class: result.severity === 'low' ? 'fair' : 'bad' }, result.severity), ` ${result.control_name}`),
    dom('p', {}, result.message, classes(result)),
    dom('ul', {}, ...evidence),
    dom('p', {}, dom('b', {}, 'What to do: '), result.remediation));
}

export async function showDetail(id, into, say) {
  const turn = ++shown;
  into.replaceChildren();
  const mcp = await ask(`/api/v1/mcps/${id}`, say);
  if (!mcp || turn !== shown) return;
  const snapshot = mcp.snapshot;
  document.title = `${mcp.name} · MCP Hub`;
  into.replaceChildren(
    dom('p', {}, link('#', '← All servers')),
    dom('h2', {}, mcp.name),
    dom('p', {}, mcp.description),
    dom('p', { class: snapshot ? scoreClass(snapshot.global_score) : '' },
      dom('b', {}, snapshot ? `${snapshot.global_score} of 100, grade ${snapshot.grade}, ${level(mcp.latest_version)} (level ${mcp.latest_version.effective_level} of 3)` : 'Not analysed yet')),
    ...(mcp.latest_version && mcp.latest_version.effective_level_reason ? [dom('p', { class: 'small' }, mcp.latest_version.effective_level_reason)] : []),
    facts(mcp));
  if (!snapshot) return;
  const base = `/api/v1/mcps/${id}/versions/${mcp.latest_version.id}`;
  const [scores, controls] = [await ask(`${base}/scores`, say), await ask(`${base}/controls`, say)];
  const found = controls && controls.failed ? await ask(`${base}/findings?limit=100`, say) : null;
  const findings = new Map((found ? found.findings : []).map(finding => [finding.id, finding]));
  const versions = await ask(`/api/v1/mcps/${id}/versions`, say);
  if (turn !== shown) return; // somebody went on to another server meanwhile
  if (scores) into.append(dom('h3', {}, 'Scores'), scoreTable(scores));
  if (controls) {
    const failed = controls.controls.filter(c => c.outcome === 'failed');
    into.append(dom('h3', {}, `${controls.failed} of ${controls.total} controls failed`),
      ...(failed.length ? failed.map(result => control(result, findings)) : [dom('p', { class: 'good' }, 'Nothing was found.')]),
      dom('p', { class: 'small' }, `${controls.passed} passed, ${controls.inconclusive} could not be judged from this source.`));
  }
  if (versions) {
    into.append(dom('h3', {}, 'Versions'), dom('table', {}, dom('tbody', {}, ...versions.versions.map(v => dom('tr', {},
      dom('th', { scope: 'row', class: v.visible_version.length > 20 ? '' : 'whole' }, v.visible_version),
      dom('td', { class: 'whole' }, status(v)),
      dom('td', { class: `whole ${scoreClass(v.global_score)}` }, v.global_score === null ? '–' : `${v.global_score} (${v.grade})`),
      dom('td', { class: 'small' }, v.caps === null ? '' : [...v.caps.map(cap), coverage(v.coverage)].join('; '),
        v.surface_changed && dom('div', { class: v.surface_changed.descriptions_changed ? 'bad' : '' }, `offers ${drift(v.surface_changed)}`)),
      dom('td', { class: 'whole' }, new Date(v.created_at).toLocaleDateString()))))));
  }
}
