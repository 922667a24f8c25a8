-- name: spreadMoves
-- What one record moved, once no version waits to be judged anew, so that what is told is all of it, becomes a message for each organization that owns one of the versions, or whose
-- repositories use it.
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
        and (u.versions = '{}' or moved.visible_version = any (u.versions))
    where moved.visibility = 'public'
        or u.org_id = moved.owner
),
spread as (
    insert into policy.notices (org_id, record_id, advisory, versions, mcps, moves)
    select
        c.org_id,
        moved.record_id,
        (
            select json_build_object(
                'id', r.id, 'aliases', r.aliases, 'summary', r.summary, 'severity', r.severity, 'modified', hub.utc(r.modified), 'withdrawn', hub.utc(r.withdrawn))
            from advisories.records r
            where r.id = moved.record_id
        ),
        count(*)::int,
        array_agg(distinct moved.mcp_id),
        to_json((array_agg(json_build_object(
            'mcp_id', moved.mcp_id, 'name', moved.name, 'version', moved.visible_version, 'hits', moved.hits, 'status_before', moved.status_before,
            'status', moved.status_after) order by moved.name, moved.visible_version))[1:100])
    from concerned c
    join org.orgs o on o.id = c.org_id and o.deleted_at is null
    join moved on moved.version_id = c.version_id
    group by c.org_id, moved.record_id
)
select distinct t.record_id
from taken t;

-- name: takeNotice
-- The next message; until it is told, it steps back.
update policy.notices n
set at = now() + interval '5 minutes'
where n.id = (
    select due.id
    from policy.notices due
    where due.at <= now()
    order by due.at, due.id
    limit 1
    for update skip locked)
returning n.id, n.org_id, n.record_id, n.advisory::text as advisory, n.versions, n.mcps, n.moves::text as moves;

-- name: endNotice
-- Nothing where another node has told it meanwhile.
delete from policy.notices n
where n.id = :notice::text::uuid
    and n.org_id = :org::text::uuid
returning n.id;

-- name: passedWith
-- What pipelines of the organization last passed with, that knew of one of these MCPs where some are given. From one pipeline to the next in the index, and of each only the newest is looked at.
with recursive pipelines as (
    (select coalesce(e.environment, '') || ' ' || coalesce(e.caller_id::text, '') as pipeline
    from policy.evaluations e
    where e.org_id = :org::text::uuid
        and e.caller_kind <> 'system'
    order by coalesce(e.environment, '') || ' ' || coalesce(e.caller_id::text, '')
    limit 1)
    union all
    select (
        select coalesce(e.environment, '') || ' ' || coalesce(e.caller_id::text, '')
        from policy.evaluations e
        where e.org_id = :org::text::uuid
            and e.caller_kind <> 'system'
            and coalesce(e.environment, '') || ' ' || coalesce(e.caller_id::text, '') > pipelines.pipeline
        order by coalesce(e.environment, '') || ' ' || coalesce(e.caller_id::text, '')
        limit 1)
    from pipelines
    where pipelines.pipeline is not null
)
select newest.id, newest.request
from (select pipelines.pipeline from pipelines where pipelines.pipeline is not null limit 1000) p
cross join lateral (
    select e.id, e.request, e.facts, e.created_at, e.result, e.turned_at
    from policy.evaluations e
    where e.org_id = :org::text::uuid
        and e.caller_kind <> 'system'
        and coalesce(e.environment, '') || ' ' || coalesce(e.caller_id::text, '') = p.pipeline
    order by e.created_at desc, e.id desc
    limit 1
) newest
where newest.result = 'PASS'
    and newest.turned_at is null
    and (:mcps::uuid[] is null or exists (select from unnest(:mcps::uuid[]) mcp (id) where position(mcp.id::text in newest.facts::text) > 0))
order by newest.created_at desc, newest.id
limit :most::int;
