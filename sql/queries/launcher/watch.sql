-- name: watchMcps
-- Where the named MCPs stand, each in the release that was asked for, else in the latest: what a progress display shows.
select
    m.id, m.name, v.id as version_id, v.visible_version, v.status, v.status_reason, s.id as snapshot_id, s.global_score, s.grade, advisories.effective_level(v.id, s.certification_level) as level,
    analysis.caps_doc(s) as caps, analysis.coverage_doc(s) as coverage,
    coalesce(j.open, 0)::int as open_jobs, j.error, j.progress, worst.control_name as worst_control, worst.severity as worst_severity
from catalog.mcps m
left join analysis.versions v on v.id = coalesce(
    (select a.id from analysis.versions a where a.mcp_id = m.id and a.visible_version = :wanted::jsonb ->> m.id::text),
    (catalog.latest_version(m.id)).id)
left join analysis.snapshots s on s.id = v.snapshot_id
left join lateral (
    select
        count(*) filter (where q.state in ('queued', 'running')) as open,
        (array_agg(q.error order by q.created_at desc))[1] as error,
        (array_agg(q.progress order by q.created_at desc))[1] as progress
    from analysis.jobs q
    where q.mcp_id = m.id
) j on true
left join lateral (
    select c.control_name, f.severity
    from analysis.findings f
    join analysis.control_results c on c.snapshot_id = f.snapshot_id and c.control_id = f.control_id
    where f.snapshot_id = s.id
    order by array_position(array['critical', 'high', 'medium', 'low'], f.severity), f.control_id, f.position
    limit 1
) worst on true
where :wanted::jsonb ? m.id::text
order by lower(m.name);

-- name: watchAdvisories
-- What is known of advisories: whether each of these feeds was imported, and what that is worth for npm.
select
    (select count(*)::int from advisories.records r) as records,
    advisories.gap('npm') as gap,
    exists (select from advisories.feeds f where 'npm' = any (f.complete_of) and f.as_of is not null) as has_all,
    not exists (
        select
        from unnest(:feeds::text[]) wanted (name)
        where not exists (
            select
            from advisories.feeds f
            join advisories.imports i on i.feed_id = f.id
            where f.name = wanted.name
                and i.finished_at is not null)) as settled;
