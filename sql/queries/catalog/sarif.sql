-- name: sarifHead
-- What was judged, and every control; the findings come behind it, by the same snapshot.
select
    s.id::text as snapshot,
    json_build_object(
        'mcp_id', v.mcp_id,
        'name', l.name,
        'version', v.visible_version,
        'source', json_build_object('type', v.source_type, 'ref', v.source_ref, 'url', m.source_url),
        'tarball_sha256', v.tarball_sha256,
        'toolchain_version', s.toolchain_version,
        'controls_catalog_version', s.controls_catalog_version,
        'content_sha256', s.content_sha256,
        'created_at', hub.utc(s.created_at),
        'scoring_version', s.scoring_version,
        'global_score', s.global_score,
        'grade', s.grade,
        'certification_level', s.certification_level,
        'level_reason', s.scores ->> 'level_reason',
        'caps', analysis.caps_doc(s),
        'coverage', analysis.coverage_doc(s),
        'controls', (
            select json_agg(json_build_object(
                'control_id', c.control_id, 'control_name', c.control_name, 'category', c.category, 'outcome', c.outcome, 'severity', c.severity,
                'cwe', c.cwe, 'owasp', c.owasp, 'message', c.message, 'remediation', c.remediation) order by c.control_id)
            from analysis.control_results c
            where c.snapshot_id = s.id)
    )::text as doc
from catalog.listings l
join catalog.mcps m on m.id = l.mcp_id
join analysis.versions v on v.mcp_id = l.mcp_id
join analysis.snapshots s on s.id = v.snapshot_id
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid);

-- name: sarifFindings
-- Some findings of one snapshot, the worst first; what is said of a whole file stands at its first line, and of the source as a whole in its manifest. A row with a null doc where there are none.
select page.doc::text as doc
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
join analysis.snapshots s on s.version_id = v.id
left join lateral (
    select
        numbered.place,
        json_build_object(
            'fingerprint', numbered.fingerprint,
            'time', row_number() over (partition by numbered.fingerprint order by numbered.place),
            'control_id', numbered.control_id,
            'severity', numbered.severity,
            'file', coalesce(numbered.file, s.dependencies -> 0 ->> 'file', 'package.json'),
            'line', coalesce(numbered.line, 1),
            'evidence', numbered.evidence,
            'message', numbered.message,
            'tool', numbered.tool,
            'values', numbered.value_sources,
            'by_design', numbered.by_design
        ) as doc
    from (
        select f.*, analysis.fingerprint(f) as fingerprint,
            row_number() over (order by array_position(array['critical', 'high', 'medium', 'low'], f.severity), f.control_id, f.position) as place
        from analysis.findings f
        where f.snapshot_id = s.id
    ) numbered
    order by numbered.place
    limit :limit::bigint offset :offset::bigint
) page on true
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid)
    and s.id = :snapshot::text::uuid
order by page.place;
