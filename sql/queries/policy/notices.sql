-- name: lockNotices
-- One teller at a time, over all nodes.
select pg_try_advisory_xact_lock(hashtext('policy.notices')) as mine;

-- name: takeMoves
-- What one record moved, once no version waits to be judged anew, so that what is told is all of it; for each organization that owns one of the versions, or whose
-- repositories use it; a row without one where it concerns nobody.
with next as (
    select m.record_id
    from policy.advisory_moves m
    where not exists (select from analysis.reevaluations r where r.at <= now())
    order by m.at, m.record_id
    limit 1
),
taken as (
    delete from policy.advisory_moves m
    using next
    where m.record_id = next.record_id
    returning m.*
),
moved as (
    select t.*, v.visible_version, m.id as mcp_id, m.name, m.visibility, m.org_id as owner
    from taken t
    join analysis.versions v on v.id = t.version_id
    join catalog.mcps m on m.id = v.mcp_id and m.deleted_at is null
),
concerned as (
    select moved.owner as org_id, moved.version_id
    from moved
    where moved.owner is not null
    union
    select u.org_id, moved.version_id
    from moved
    join policy.usages u on u.mcp_id = moved.mcp_id
        and coalesce(u.version, moved.visible_version) = moved.visible_version
    where moved.visibility = 'public'
        or u.org_id = moved.owner
)
select
    told.*,
    (
        select json_build_object(
            'id', r.id, 'aliases', r.aliases, 'summary', r.summary, 'severity', r.severity, 'modified', hub.utc(r.modified), 'withdrawn', hub.utc(r.withdrawn))
        from advisories.records r
        where r.id = next.record_id
    )::text as advisory,
    next.record_id
from next
left join (
    select
        c.org_id,
        count(*)::int as versions,
        array_agg(distinct moved.mcp_id) as mcps,
        (json_agg(json_build_object(
            'mcp_id', moved.mcp_id, 'name', moved.name, 'version', moved.visible_version, 'hits', moved.hits, 'status_before', moved.status_before,
            'status', moved.status_after) order by moved.name, moved.visible_version))::text as moves
    from concerned c
    join org.orgs o on o.id = c.org_id and o.deleted_at is null
    join moved on moved.version_id = c.version_id
    group by c.org_id
) told on true
order by told.org_id;

-- name: hasMoves
select true
where exists (select from policy.advisory_moves m);

-- name: passedWith
-- What pipelines of the organization last passed with that knew of one of these MCPs. What an evaluation knew is looked at only of the newest of each pipeline.
with newest as materialized (
    select e.id, e.request, e.facts, e.created_at
    from policy.evaluations e
    where e.org_id = :org::text::uuid
        and e.result = 'PASS'
        and e.turned_at is null
        and e.caller_kind <> 'system'
        and not exists (
            select
            from policy.evaluations newer
            where newer.org_id = e.org_id
                and newer.environment is not distinct from e.environment
                and newer.caller_id is not distinct from e.caller_id
                and newer.caller_kind <> 'system'
                and (newer.created_at, newer.id) > (e.created_at, e.id))
    order by e.created_at desc, e.id
    limit 1000
)
select n.id, n.request
from newest n
where exists (select from unnest(:mcps::uuid[]) mcp (id) where position(mcp.id::text in n.facts::text) > 0)
order by n.created_at desc, n.id
limit 100;
