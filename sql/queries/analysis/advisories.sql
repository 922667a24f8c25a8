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
select true
where exists (select from advisories.changes c)
    or exists (select from advisories.completeness c where c.after_version is not null or c.ecosystems <> advisories.complete_ecosystems());

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

-- name: flawsOfVersion
-- What the feeds know of a version: the records that hit it. What is withdrawn hits nothing.
select json_build_object(
    'complete_of', to_json(advisories.complete_ecosystems()),
    'affected', (
        select coalesce(json_agg(json_build_object(
            'id', r.id,
            'aliases', r.aliases,
            'severity', r.severity,
            'summary', r.summary,
            'ecosystem', a.ecosystem,
            'package', a.package,
            'ranges', a.ranges,
            'versions', a.versions) order by r.id, a.position), '[]')
        from (
            select distinct h.record_id, h.ecosystem, h.package
            from analysis.hits h
            where h.version_id = :version::text::uuid
        ) h
        join advisories.records r on r.id = h.record_id
        join advisories.affected a on a.record_id = h.record_id and a.ecosystem = h.ecosystem and a.package = h.package)
)::text as doc;

-- name: completenessChanged
-- Where feeds are complete of other ecosystems than when versions were last judged by that, all are put down to be judged by it, from the first on.
update advisories.completeness c
set ecosystems = advisories.complete_ecosystems(),
    after_version = '00000000-0000-0000-0000-000000000000'
where c.ecosystems <> advisories.complete_ecosystems();

-- name: completenessPortion
-- The next versions that are put down so; nothing where there are none.
with portion as (
    select v.id
    from advisories.completeness c
    join analysis.versions v on v.id > c.after_version
    where v.snapshot_id is not null
    order by v.id
    limit 5000
),
put as (
    insert into analysis.reevaluations (version_id)
    select p.id
    from portion p
    on conflict do nothing
)
update advisories.completeness c
set after_version = (select p.id from portion p order by p.id desc limit 1)
where c.after_version is not null
returning c.after_version;

-- name: reevaluateHit
-- Versions that records hit are to be judged anew.
insert into analysis.reevaluations (version_id)
select distinct h.version_id
from analysis.hits h
where h.record_id = any (:ids::text[])
on conflict do nothing;

-- name: takeReevaluation
-- While advisories are imported, versions wait some minutes for what else is said of them, so that each is judged once.
delete from analysis.reevaluations r
where r.version_id = (
    select due.version_id
    from analysis.reevaluations due
    where due.at <= now() - case when exists (select from advisories.imports i where i.state = 'running') then interval '5 minutes' else interval '0' end
    order by due.at, due.version_id
    limit 1
    for update skip locked)
returning r.version_id;

-- name: putOffReevaluation
-- One that cannot be judged holds up nobody else.
update analysis.reevaluations r
set at = now() + interval '5 minutes'
where r.version_id = (
    select due.version_id
    from analysis.reevaluations due
    where due.at <= now()
    order by due.at, due.version_id
    limit 1
    for update skip locked)
returning r.version_id;

-- name: reevaluateLater
-- What could not be analysed again is tried later.
insert into analysis.reevaluations (version_id, at)
values (:version::text::uuid, now() + make_interval(mins => :minutes::int))
on conflict do nothing;

-- name: lockVersion
-- Before the MCP, as those do it who judge it anew. What it is until then.
select v.status
from analysis.versions v
where v.id = :version::text::uuid
for no key update;

-- name: findEvaluated
-- A version that was judged, and by what; none where it is being judged at the moment, which goes by what is known then.
select
    v.id, v.mcp_id, v.status, v.snapshot_id, v.suspicion is not null as suspected, s.content, s.content_sha256, s.dependencies::text as dependencies,
    s.toolchain_version, s.scoring_version, s.controls_catalog_version, c.doc::text as composition
from analysis.versions v
join catalog.mcps m on m.id = v.mcp_id and m.deleted_at is null
join analysis.snapshots s on s.id = v.snapshot_id
left join analysis.compositions c on c.sha256 = s.composition_sha256
where v.id = :version::text::uuid
    and (v.status in ('CERTIFIED', 'KNOWN_VULNERABLE', 'DEPRECATED') or (v.status = 'FAILED' and v.suspicion is not null))
for no key update of v;

-- name: contentBefore
-- What the version was judged by before, if it was, and what it was then: while it is analysed again, its status says only that.
select
    s.content,
    coalesce((
        select e.status
        from analysis.version_events e
        where e.version_id = v.id
            and e.status in ('CERTIFIED', 'KNOWN_VULNERABLE', 'FAILED', 'DEPRECATED')
        order by e.id desc
        limit 1), v.status) as status
from analysis.versions v
join analysis.snapshots s on s.id = v.snapshot_id
where v.id = :version::text::uuid;

-- name: addMoves
insert into policy.advisory_moves (record_id, version_id, hits, status_before, status_after)
select g.record_id, :version::text::uuid, g.hits::boolean, :before, :after
from unnest(:record_ids::text[], :hits::text[]) g (record_id, hits)
on conflict (record_id, version_id) do update
set hits = excluded.hits,
    status_after = excluded.status_after,
    at = now();
