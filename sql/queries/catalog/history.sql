-- name: listHistory
-- Every snapshot of an MCP, the newest first; but for what a method has concluded beside a newer one.
select page.doc::text as doc, total.n as total
from catalog.listings l
cross join lateral (
    select count(*)::int as n
    from analysis.versions v
    join analysis.snapshots s on s.version_id = v.id and not s.former
    where v.mcp_id = l.mcp_id
) total
left join lateral (
    select
        s.created_at,
        s.id,
        json_build_object(
            'snapshot_id', s.id,
            'version_id', v.id,
            'visible_version', v.visible_version,
            'status', v.status,
            'is_current', s.id = v.snapshot_id,
            'global_score', s.global_score,
            'security_score', s.security_score,
            'supply_chain_score', s.supply_chain_score,
            'maturity_score', s.maturity_score,
            'grade', s.grade,
            'certification_level', s.certification_level,
            'level_reason', s.scores ->> 'level_reason',
            'effective_level', now.level,
            'effective_level_reason', now.reason,
            'caps', analysis.caps_doc(s),
            'coverage', analysis.coverage_doc(s),
            'surface_digest', case when s.id = v.snapshot_id then f.digest end,
            'total_findings', s.critical_findings + s.high_findings + s.medium_findings + s.low_findings,
            'toolchain_version', s.toolchain_version,
            'scoring_version', s.scoring_version,
            'method', analysis.method(s.scoring_version),
            'controls_catalog_version', s.controls_catalog_version,
            'created_at', hub.utc(s.created_at)
        ) as doc
    from analysis.versions v
    join analysis.snapshots s on s.version_id = v.id and not s.former
    left join analysis.surfaces f on f.version_id = v.id
    cross join lateral (select * from advisories.counts_for(v.id, s.certification_level)) now
    where v.mcp_id = l.mcp_id
    order by s.created_at desc, s.id
    limit :limit::bigint offset :offset::bigint
) page on true
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
order by page.created_at desc, page.id;

-- name: diffVersions
-- What became of one version in another of the same MCP: findings by fingerprint (of several with the same, as many as there are), controls by outcome, dependencies by name.
with pair as (
    select a as a, b as b, x as x, y as y
    from catalog.listings l
    join analysis.versions a on a.mcp_id = l.mcp_id and a.id = analysis.led_to(:versionId::text::uuid)
    join analysis.versions b on b.mcp_id = l.mcp_id and b.id = analysis.led_to(:otherId::text::uuid)
    join analysis.snapshots x on x.id = a.snapshot_id
    join analysis.snapshots y on y.id = b.snapshot_id
    where l.mcp_id = :mcpId::text::uuid
        and catalog.sees(:viewer::jsonb, l)
),
marked as materialized (
    select
        f.snapshot_id, f.control_id, f.severity, f.file, f.line, f.message, analysis.fingerprint(f) as fingerprint,
        row_number() over (partition by f.snapshot_id, analysis.fingerprint(f) order by f.control_id, f.position) as time
    from analysis.findings f
    where f.snapshot_id in (select (x).id from pair union select (y).id from pair)
),
compared as materialized (
    select
        coalesce(old.fingerprint, new.fingerprint) as fingerprint,
        case when old.fingerprint is null then 'added' when new.fingerprint is null then 'removed' else 'kept' end as fate,
        coalesce(new.severity, old.severity) as severity,
        json_build_object(
            'fingerprint', coalesce(new.fingerprint, old.fingerprint),
            'control_id', coalesce(new.control_id, old.control_id),
            'severity', coalesce(new.severity, old.severity),
            'file', coalesce(new.file, old.file),
            'line', case when new.fingerprint is null then old.line else new.line end,
            'message', coalesce(new.message, old.message)
        ) as doc,
        coalesce(new.control_id, old.control_id) as control_id,
        coalesce(new.time, old.time) as time
    from (select marked.* from marked join pair on marked.snapshot_id = (pair.x).id) old
    full join (select marked.* from marked join pair on marked.snapshot_id = (pair.y).id) new
        on new.fingerprint = old.fingerprint and new.time = old.time
),
numbered as (
    select
        c.fate,
        c.doc,
        row_number() over (
            partition by c.fate
            order by array_position(array['critical', 'high', 'medium', 'low'], c.severity), c.control_id, c.fingerprint, c.time
        ) as place
    from compared c
    where c.fate <> 'kept'
),
depended as (
    select side.n, d.value ->> 'ecosystem' as ecosystem, d.value ->> 'name' as name,
        string_agg(distinct coalesce(d.value ->> 'version', d.value ->> 'requirement'), ' | ') as asked
    from pair
    cross join lateral (values (1, (pair.x).dependencies), (2, (pair.y).dependencies)) side (n, list)
    cross join lateral json_array_elements(coalesce(side.list, '[]'::json)) d
    where d.value -> 'via' is null
        and d.value -> 'name' is not null
    group by side.n, d.value ->> 'ecosystem', d.value ->> 'name'
)
select json_build_object(
    'from', json_build_object('version', catalog.version_brief(pair.a), 'snapshot', analysis.snapshot_doc(pair.x)),
    'to', json_build_object('version', catalog.version_brief(pair.b), 'snapshot', analysis.snapshot_doc(pair.y)),
    'score_change', (pair.y).global_score - (pair.x).global_score,
    'same_method', (pair.x).toolchain_version = (pair.y).toolchain_version
        and (pair.x).scoring_version = (pair.y).scoring_version
        and (pair.x).controls_catalog_version = (pair.y).controls_catalog_version,
    'findings', (
        select json_build_object(
            'added', count(*) filter (where c.fate = 'added'),
            'removed', count(*) filter (where c.fate = 'removed'),
            'kept', count(*) filter (where c.fate = 'kept'))
        from compared c),
    'added', (select coalesce(json_agg(n.doc order by n.place), '[]') from numbered n where n.fate = 'added' and n.place <= 200),
    'removed', (select coalesce(json_agg(n.doc order by n.place), '[]') from numbered n where n.fate = 'removed' and n.place <= 200),
    'controls', (
        select coalesce(json_agg(json_build_object(
            'control_id', coalesce(new.control_id, old.control_id),
            'control_name', coalesce(new.control_name, old.control_name),
            'from', old.outcome,
            'to', new.outcome) order by coalesce(new.control_id, old.control_id)), '[]')
        from (select c.* from analysis.control_results c where c.snapshot_id = (pair.x).id) old
        full join (select c.* from analysis.control_results c where c.snapshot_id = (pair.y).id) new on new.control_id = old.control_id
        where new.outcome is distinct from old.outcome),
    'dependencies', case when (pair.x).dependencies is not null and (pair.y).dependencies is not null then (
        select coalesce(json_agg(json_build_object(
            'ecosystem', coalesce(new.ecosystem, old.ecosystem),
            'name', coalesce(new.name, old.name),
            'from', old.asked,
            'to', new.asked) order by coalesce(new.ecosystem, old.ecosystem), coalesce(new.name, old.name)), '[]')
        from (select d.* from depended d where d.n = 1) old
        full join (select d.* from depended d where d.n = 2) new on new.ecosystem = old.ecosystem and new.name = old.name
        where new.asked is distinct from old.asked) end,
    'surface', (
        select analysis.surface_diff(old, new)
        from (select) as always
        left join analysis.surfaces old on old.version_id = (pair.a).id
        left join analysis.surfaces new on new.version_id = (pair.b).id)
)::text as doc
from pair;

-- name: findBadge
-- What is said of an MCP in two words.
select
    l.public,
    v.status,
    v.suspicion is not null as suspected,
    s.grade,
    s.global_score as score,
    advisories.effective_level(v.id, s.certification_level) as level,
    analysis.caps_doc(s)::text as caps,
    analysis.coverage_doc(s)::text as coverage
from catalog.listings l
left join lateral catalog.latest_version(l.mcp_id) v on true
left join analysis.snapshots s on s.id = v.snapshot_id
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l);
