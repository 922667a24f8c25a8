// What people read of a version, as mcphub.kernel.Standing and Provenance say it: nobody should read "certified" beside an F.

const LEVELS = ['analysed', 'static verified', 'security certified', 'runtime certified'];

export function level(version) {
  const { grade, effective_level: number } = version;
  if (grade === null || number === null) return 'not analysed';
  return grade === 'F' ? LEVELS[0] : LEVELS[number];
}

export function status(version) {
  return version.status === 'CERTIFIED' ? level(version).replace(/^(static|security|runtime) /, '') : version.status.toLowerCase().replaceAll('_', ' ');
}

const limit = (words, number) => (number === null || number === undefined ? [] : [`${words} ${number}`]);
export const limits = cap => [...limit('at most', cap.at_most), ...limit('level at most', cap.level_at_most)].join(', ');
export const cap = one => `${limits(one)}: ${one.reason}`;

export function coverage({ judged, total, code_parsed_percent: parsed }) {
  const known = parsed !== null && parsed !== undefined;
  return `${judged} of ${total} controls judged, ${known ? `${parsed} % of the code parsed` : 'how much of the code was parsed is not known'}`;
}

const WHOSE = {
  'tool-argument': "an argument that a tool's caller gives",
  'http-request': 'a request over HTTP',
  'remote-answer': 'what another server answers',
  operator: "the operator's settings",
};

export function provenance({ tool, values, by_design: byDesign }) {
  const whose = values.map(value => WHOSE[value] || value).join(', or ');
  return [tool && `in the tool ${tool}`, whose && `value: ${whose}`, byDesign && 'by design: the tool says that it does just this'].filter(Boolean).join(' · ');
}

export function drift({ since, complete, added, removed, changed, descriptions_changed: described }) {
  if (!added && !removed && !changed) return `the same as ${since.visible_version}${complete ? '' : ', as far as it could be read'}`;
  const otherwise = described ? `, of which ${described} ${described === 1 ? 'describes itself' : 'describe themselves'} otherwise than before` : '';
  return `otherwise than ${since.visible_version}: ${added} added, ${removed} removed, ${changed} changed${otherwise}`;
}
