-- name: listVersions
select page.doc::text as doc, total.n as total
from catalog.listings l
cross join lateral (select count(*)::int as n from analysis.versions v where v.mcp_id = l.mcp_id) total
left join lateral (
    select analysis.version_doc(v) as doc, v.created_at, v.id
    from analysis.versions v
    where v.mcp_id = l.mcp_id
    order by v.created_at desc, v.id
    limit :limit::bigint offset :offset::bigint
) page on true
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
order by page.created_at desc, page.id;

-- name: getVersion
select analysis.version_doc(v)::text as doc
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid);

-- name: listEvents
select page.doc, total.n as total
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
cross join lateral (select count(*)::int as n from analysis.version_events e where e.version_id = v.id) total
left join lateral (
    select json_build_object('status', e.status, 'reason', e.reason, 'at', hub.utc(e.at))::text as doc, e.id
    from analysis.version_events e
    where e.version_id = v.id
    order by e.id
    limit :limit::bigint offset :offset::bigint
) page on true
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid)
order by page.id;

-- name: streamEvents
-- One row at least for whoever may see the version: what happened since, where it stands, and whether nothing more is to be expected. Of a version that a wish led to, all of it, unless it is one of its
-- own events behind which to go on.
select
    v.id as version,
    v.status in ('CERTIFIED', 'KNOWN_VULNERABLE', 'FAILED', 'DEPRECATED') as at_rest,
    not exists (
        select
        from analysis.jobs j
        where j.version_id = v.id
            and j.kind = 'certify'
            and j.state in ('queued', 'running')
    ) as idle,
    v.status,
    e.id,
    json_build_object('status', e.status, 'reason', e.reason, 'at', hub.utc(e.at))::text as doc
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
left join lateral (
    select e.id, e.status, e.reason, e.at
    from analysis.version_events e
    where e.version_id = v.id
        and e.id > case
            when v.id = :versionId::text::uuid or exists (
                select
                from analysis.version_events last
                where last.version_id = v.id
                    and last.id = :after::bigint)
            then :after::bigint
            else 0
        end
    order by e.id
    limit 100
) e on true
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid)
order by e.id;

-- name: newestEvents
-- Which versions these ids lead to, and how far their lives are: one question for all who wait.
select wanted.id as asked, v.id as version, newest.id
from json_array_elements_text(:versions::text::json) wanted (id)
join analysis.versions v on v.id = analysis.led_to(wanted.id::uuid)
cross join lateral (
    select e.id
    from analysis.version_events e
    where e.version_id = v.id
    order by e.id desc
    limit 1
) newest;
