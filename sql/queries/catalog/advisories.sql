-- name: listAdvisories
-- The last changed first. A package is looked for by its name and, where they differ, by its name as PyPI compares it.
with named as materialized (
    select distinct a.record_id
    from advisories.affected a
    where (:package::text is not null or :ecosystem::text is not null)
        and (:ecosystem::text is null or a.ecosystem = :ecosystem)
        and (:package::text is null
            or (a.package = :package and a.ecosystem <> 'PyPI')
            or (a.package = lower(regexp_replace(:package, '[-_.]+', '-', 'g')) and a.ecosystem = 'PyPI'))
)
select page.doc, total.n as total
from (
    select count(*)::int as n
    from advisories.records r
    where (:withdrawn::boolean or r.withdrawn is null)
        and ((:package::text is null and :ecosystem::text is null) or r.id in (select n.record_id from named n))
) total
left join lateral (
    select advisories.record_doc(r)::text as doc, r.modified, r.id
    from advisories.records r
    where (:withdrawn::boolean or r.withdrawn is null)
        and ((:package::text is null and :ecosystem::text is null) or r.id in (select n.record_id from named n))
    order by r.modified desc, r.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.modified desc, page.id;

-- name: getAdvisory
-- The record of this id, else the one that says it is the same flaw.
with found as (
    (select r.*
    from advisories.records r
    where r.id = :advisoryId)
    union all
    (select r.*
    from advisories.records r
    where r.aliases @> array[:advisoryId::text]
        and not exists (select from advisories.records own where own.id = :advisoryId)
    order by r.withdrawn is not null, r.id
    limit 1)
),
hit as materialized (
    select h.*, l.name, v.visible_version, v.status, v.mcp_id, v.created_at
    from found
    join analysis.hits h on h.record_id = found.id
    join analysis.versions v on v.id = h.version_id
    join catalog.listings l on l.mcp_id = v.mcp_id and catalog.sees(:viewer::jsonb, l)
)
select (advisories.record_doc(found::advisories.records) || jsonb_build_object(
    'record', found.record,
    'hits_total', (select count(*) from hit),
    'hits', (
        select coalesce(jsonb_agg(jsonb_build_object(
            'mcp_id', h.mcp_id,
            'mcp', h.name,
            'version_id', h.version_id,
            'version', h.visible_version,
            'status', h.status,
            'is_latest', h.version_id is not distinct from (catalog.latest_version(h.mcp_id)).id,
            'by', jsonb_build_object('ecosystem', h.ecosystem, 'package', h.package, 'version', h.version, 'itself', h.itself))
            order by h.name, h.mcp_id, h.created_at desc, h.version_id, h.package, h.version), '[]')
        from (
            select *
            from hit
            order by hit.name, hit.mcp_id, hit.created_at desc, hit.version_id, hit.package, hit.version
            limit 1000
        ) h)))::text as doc
from found;
