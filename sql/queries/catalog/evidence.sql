-- name: getLatestSnapshot
select (analysis.snapshot_doc(s)::jsonb || jsonb_build_object('effective_level', now.level, 'effective_level_reason', now.reason))::text as doc
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
join analysis.snapshots s on s.id = v.snapshot_id
cross join lateral (select * from advisories.counts_for(v.id, s.certification_level)) now
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid);

-- name: getScores
select (s.scores::jsonb || jsonb_build_object('effective_level', now.level, 'effective_level_reason', now.reason))::text as doc
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
join analysis.snapshots s on s.id = v.snapshot_id
cross join lateral (select * from advisories.counts_for(v.id, s.certification_level)) now
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid);

-- name: getTools
select f.doc::text as doc
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
join analysis.surfaces f on f.version_id = v.id
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid);

-- name: listControls
select
    json_build_object(
        'id', c.id,
        'control_id', c.control_id,
        'control_name', c.control_name,
        'control_category', c.category,
        'sub_category', c.sub_category,
        'passed', case c.outcome when 'passed' then true when 'failed' then false end,
        'outcome', c.outcome,
        'severity', c.severity,
        'message', c.message,
        'cwe', c.cwe,
        'owasp', c.owasp,
        'remediation', c.remediation,
        'evidence', coalesce(e.list, '[]'::json)
    )::text as doc,
    count(*) over ()::int as total,
    count(*) filter (where c.outcome = 'passed') over ()::int as passed,
    count(*) filter (where c.outcome = 'failed') over ()::int as failed,
    count(*) filter (where c.outcome = 'inconclusive') over ()::int as inconclusive
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
join analysis.control_results c on c.snapshot_id = v.snapshot_id
left join lateral (
    select json_agg(json_build_object('finding_id', f.id, 'file', f.file, 'line', f.line, 'evidence', f.evidence) order by f.position) as list
    from analysis.findings f
    where f.snapshot_id = c.snapshot_id
        and f.control_id = c.control_id
        and f.position < 20
) e on true
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid)
order by c.control_id;

-- name: listFindings
select
    page.doc::text as doc,
    total.n as total
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
join analysis.snapshots s on s.id = v.snapshot_id
cross join lateral (
    select count(*)::int as n
    from analysis.findings f
    where f.snapshot_id = s.id
        and (:severity::text is null or f.severity = :severity)
) total
left join lateral (
    select
        row_number() over (order by array_position(array['critical', 'high', 'medium', 'low'], f.severity), f.control_id, f.position) as position,
        json_build_object(
            'id', f.id,
            'fingerprint', analysis.fingerprint(f),
            'control_id', f.control_id,
            'control_name', c.control_name,
            'severity', f.severity,
            'file', f.file,
            'line', f.line,
            'evidence', f.evidence,
            'message', f.message,
            'tool', f.tool,
            'values', f.value_sources,
            'by_design', f.by_design,
            'trace', analysis.trace(f),
            'cwe', c.cwe,
            'owasp', c.owasp,
            'remediation', c.remediation
        ) as doc
    from analysis.findings f
    join analysis.control_results c on c.snapshot_id = f.snapshot_id and c.control_id = f.control_id
    where f.snapshot_id = s.id
        and (:severity::text is null or f.severity = :severity)
    order by position
    limit :limit::bigint offset :offset::bigint
) page on true
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid)
order by page.position;
