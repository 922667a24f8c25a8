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
returning i.id, i.attempts, i.feed_id, i.upload_id, i.counts, i.broken, f.kind, f.name, f.address, f.etag, f.asks, i.created_at;

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
-- What public versions are made of, a page of whole packages behind the last one; names of what is private are told to nobody. From package to package the index is stepped through, so that a page
-- reads what is on it. Of what is asked for by a range all of the package is meant, or, where only versions can be asked about, the lowest that may be installed.
with packages as (
    select e.name as ecosystem, p.package
    from unnest(:ecosystems::text[]) e (name)
    cross join lateral (
        with recursive step (package, place) as (
            select case when e.name = :after_ecosystem::text then :after_package::text else '' end, 0
            union all
            select next.package, step.place + 1
            from step
            cross join lateral (
                select c.package
                from analysis.components c
                join analysis.versions v on v.id = c.version_id
                join catalog.mcps m on m.id = v.mcp_id
                where c.ecosystem = e.name
                    and c.package > step.package
                    and m.visibility = 'public'
                    and m.deleted_at is null
                order by c.package
                limit 1
            ) next
            where step.place < 1000
        )
        select step.package
        from step
        where step.place > 0
    ) p
    where e.name >= :after_ecosystem::text
    order by e.name, p.package
    limit 1000
),
asked as (
    select distinct p.ecosystem, p.package, case when c.requirement = '' or :versions::boolean then c.version else '' end as version
    from packages p
    join analysis.components c on c.ecosystem = p.ecosystem and c.package = p.package
    join analysis.versions v on v.id = c.version_id
    join catalog.mcps m on m.id = v.mcp_id
    where m.visibility = 'public'
        and m.deleted_at is null
),
counted as (
    select
        a.ecosystem, a.package, a.version,
        count(*) over (order by a.ecosystem, a.package) as up_to_its_package,
        dense_rank() over (order by a.ecosystem, a.package) as place
    from asked a
)
select c.ecosystem, c.package, c.version
from counted c
where c.up_to_its_package <= 1000
    or c.place = 1
order by c.ecosystem, c.package, c.version;
