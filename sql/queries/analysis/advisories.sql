-- name: lockHits
-- Analyses compare what they found with what is known at that moment, any number at once; a pass over changed records waits for them, and they for it.
select pg_advisory_xact_lock_shared(hashtext('analysis.hits'));

-- name: lockHitsAlone
select pg_advisory_xact_lock(hashtext('analysis.hits'));

-- name: putComponents
with dropped as (
    delete from analysis.components c
    where c.version_id = :version::text::uuid
        and not exists (
            select
            from unnest(:ecosystems::text[], :packages::text[], :versions::text[], :requirements::text[], :itself::text[]) g (ecosystem, package, version, requirement, itself)
            where (c.ecosystem, c.package, c.version, c.requirement, c.itself) = (g.ecosystem, g.package, g.version, g.requirement, g.itself::boolean))
)
insert into analysis.components (version_id, ecosystem, package, version, requirement, itself, scope, via, license)
select
    :version::text::uuid, g.ecosystem, g.package, g.version, g.requirement, g.itself::boolean, g.scope,
    array(select w.name from json_array_elements_text(g.way::json) with ordinality w (name, place) order by w.place),
    nullif(g.license, '')
from unnest(:ecosystems::text[], :packages::text[], :versions::text[], :requirements::text[], :itself::text[], :scopes::text[], :ways::text[], :licenses::text[])
    g (ecosystem, package, version, requirement, itself, scope, way, license)
on conflict (version_id, ecosystem, package, version, requirement, itself) do update
set scope = excluded.scope, via = excluded.via, license = excluded.license;

-- name: candidatesOfVersion
-- What may hit a version: what the index has of its packages, but for those that only development installs.
select distinct a.record_id, a.position, c.ecosystem, c.package, c.version, c.requirement
from analysis.components c
join advisories.affected a on a.ecosystem = c.ecosystem and a.package = c.package
join advisories.records r on r.id = a.record_id and r.withdrawn is null
where c.version_id = :version::text::uuid
    and c.scope <> 'development';

-- name: affectedOf
select a.record_id, a.position, a.ecosystem, a.ranges::text as ranges, a.versions::text as versions
from advisories.affected a
where a.record_id = any (:ids::text[]);

-- name: hasChanges
select c.record_id
from advisories.changes c
limit 1;

-- name: takeChanges
delete from advisories.changes c
where c.record_id in (
    select due.record_id
    from advisories.changes due
    order by due.record_id
    limit 200
    for update skip locked)
returning c.record_id;

-- name: candidatesOfRecords
-- What records may hit: one pass over the index of what versions are made of. A package that many have is asked for once for each version or range of it. What is withdrawn hits nothing.
select distinct a.record_id, a.position, c.ecosystem, c.package, c.version, c.requirement
from advisories.affected a
join advisories.records r on r.id = a.record_id and r.withdrawn is null
join analysis.components c on c.ecosystem = a.ecosystem and c.package = a.package and c.scope <> 'development'
where a.record_id = any (:ids::text[]);

-- name: dropHitsOfVersion
delete from analysis.hits h
where h.version_id = :version::text::uuid;

-- name: dropHitsOfRecords
delete from analysis.hits h
where h.record_id = any (:ids::text[]);

-- name: addHits
-- Of one version, or of all that have what is hit.
insert into analysis.hits (version_id, record_id, ecosystem, package, version, itself)
select c.version_id, g.record_id, c.ecosystem, c.package, c.version, c.itself
from unnest(:record_ids::text[], :ecosystems::text[], :packages::text[], :versions::text[], :requirements::text[]) g (record_id, ecosystem, package, version, requirement)
join analysis.components c
    on c.ecosystem = g.ecosystem and c.package = g.package and c.version = g.version and c.requirement = g.requirement
    and c.scope <> 'development'
where :version::text is null
    or c.version_id = :version::text::uuid
on conflict do nothing;

-- name: knownFlaws
-- What the feeds know of these packages, in one moment; nothing where no feed was imported yet. A complete feed without one good record proves nothing. What is withdrawn counts no more.
select case when exists (select from advisories.feeds f where f.imported_at is not null) then json_build_object(
    'complete_of', (
        select coalesce(json_agg(distinct e.name), '[]')
        from advisories.feeds f
        cross join unnest(f.complete_of) e (name)
        where exists (
            select
            from advisories.imports i
            where i.feed_id = f.id
                and i.state = 'done'
                and (i.counts ->> 'files')::int > (i.counts ->> 'broken')::int)),
    'records', (select count(*) from advisories.records r),
    'affected', (
        select coalesce(json_agg(json_build_object(
            'id', r.id,
            'modified', hub.utc(r.modified),
            'aliases', r.aliases,
            'severity', r.severity,
            'summary', r.summary,
            'ecosystem', a.ecosystem,
            'package', a.package,
            'ranges', a.ranges,
            'versions', a.versions) order by r.id, a.position), '[]')
        from (select distinct g.ecosystem, g.package from unnest(:ecosystems::text[], :packages::text[]) g (ecosystem, package)) g
        join advisories.affected a on a.ecosystem = g.ecosystem and a.package = g.package
        join advisories.records r on r.id = a.record_id and r.withdrawn is null)
)::text end as doc;
