-- name: takeJob
update advisories.imports i
set state = 'running',
    attempts = i.attempts + 1,
    taken_at = now(),
    lease_id = :lease::text::uuid,
    leased_until = now() + make_interval(secs => :lease_seconds::int)
from advisories.feeds f
where f.id = i.feed_id
    and i.id = (
        select due.id
        from advisories.imports due
        where due.run_at <= now()
            and (due.state = 'queued' or (due.state = 'running' and due.leased_until < now()))
        order by due.run_at, due.created_at, due.id
        for update skip locked
        limit 1)
returning i.id, i.attempts, i.feed_id, i.upload_id, i.complete_of, i.counts, i.broken, f.kind, f.name, f.address, f.etag, f.asks, i.created_at;

-- name: renewLease
-- Also the fence: no row means that the import belongs to another worker by now.
update advisories.imports i
set leased_until = now() + make_interval(secs => :lease_seconds::int),
    progress = coalesce(:progress, i.progress)
where i.id = :job::text::uuid
    and i.lease_id = :lease::text::uuid
    and i.state = 'running'
returning i.id;

-- name: retryJob
update advisories.imports i
set state = 'queued',
    error = :error,
    lease_id = null,
    leased_until = null,
    run_at = now() + make_interval(secs => :delay_ms::int / 1000.0)
where i.id = :job::text::uuid
    and i.lease_id = :lease::text::uuid
    and i.state = 'running'
returning i.id;

-- name: endJob
-- done, failed (for a reason that no retry changes) or dead (out of attempts). What was uploaded has served.
with swept as (
    delete from analysis.uploads u
    using advisories.imports i
    where i.id = :job::text::uuid
        and i.lease_id = :lease::text::uuid
        and u.id = i.upload_id
)
update advisories.imports i
set state = :state,
    error = :error,
    lease_id = null,
    leased_until = null,
    finished_at = now()
where i.id = :job::text::uuid
    and i.lease_id = :lease::text::uuid
    and i.state = 'running'
returning i.id;

-- name: noteCounts
update advisories.imports i
set counts = :counts::text::jsonb,
    broken = :broken::text::jsonb
where i.id = :job::text::uuid;

-- name: readUploadSlice
select s.bytes
from analysis.upload_slices s
where s.upload_id = :upload::text::uuid
    and s.position = :position::int;

-- name: nextAsked
-- What public versions are made of, a page of whole packages behind the last one; names of what is private are told to nobody: of a package that only such versions have there are no versions here.
-- From package to package the index is stepped through, so that a page reads what is on it. Of what is asked for by a range all of the package is meant, or, where only versions can be asked about,
-- the lowest that may be installed.
with recursive wanted as (
    select min(e.name) as first, max(e.name) as last
    from unnest(:ecosystems::text[]) e (name)
),
step (ecosystem, package, versions, total, place) as (
    select greatest(:after_ecosystem::text, wanted.first), :after_package::text, '{}'::text[], 0, 0
    from wanted
    union all
    select next.ecosystem, next.package, used.versions, step.total + cardinality(used.versions), step.place + 1
    from step
    cross join lateral (
        select c.ecosystem, c.package
        from analysis.components c
        where (c.ecosystem, c.package) > (step.ecosystem, step.package)
            and c.ecosystem <= (select wanted.last from wanted)
            and array_position(:ecosystems::text[], c.ecosystem) is not null -- an index would be read from its first ecosystem on for it
        order by c.ecosystem, c.package
        limit 1
    ) next
    cross join lateral (
        select coalesce(array_agg(distinct case when c.requirement = '' or :versions::boolean then c.version else '' end), '{}') as versions
        from analysis.components c
        where c.ecosystem = next.ecosystem
            and c.package = next.package
            and (
                select m.visibility = 'public' and m.deleted_at is null
                from analysis.versions v
                join catalog.mcps m on m.id = v.mcp_id
                where v.id = c.version_id)
    ) used
    where step.total < 1000
        and step.place < 1000
)
select s.ecosystem, s.package, s.versions
from step s
where s.place > 0
    and (s.total <= 1000 or s.total = cardinality(s.versions))
order by s.ecosystem, s.package;
