-- name: putFeed
-- What it has everything of is told by what becomes of its imports; who is asked has everything of nothing. What nobody was asked about yet is proved as of no time.
insert into advisories.feeds as f (name, kind, address, asks)
values (:name, :kind, :address, coalesce(:asks::text[], '{}'))
on conflict (name) do update
set kind = excluded.kind,
    address = excluded.address,
    asks = excluded.asks,
    complete_of = case when excluded.asks = '{}' then f.complete_of else '{}' end,
    as_of = case when excluded.asks <@ f.asks then f.as_of end,
    etag = case when f.address is not distinct from excluded.address then f.etag end
returning id, imported_at;

-- name: queueFeed
-- Where its turn has come, and it is not being imported; whichever node comes first takes it.
with due as (
    update advisories.feeds f
    set next_at = now() + make_interval(secs => :minutes::int * 60 * (0.9 + 0.2 * random()))
    where f.id = :feed::text::uuid
        and (f.next_at is null or f.next_at <= now())
        and not exists (select from advisories.imports i where i.feed_id = f.id and i.state in ('queued', 'running'))
    returning f.id
)
insert into advisories.imports (feed_id, complete_of)
select due.id, :complete_of::text[]
from due
returning id;

-- name: importedFeed
-- What has everything of an ecosystem is as of the newest record of the import that proved it, and no later one of a sample moves that; as a whole it is as of the oldest of them.
-- A sample is as of its newest record, what is asked as of when it began to be asked about all.
update advisories.feeds f
set imported_at = now(),
    etag = coalesce(:etag, f.etag),
    incomplete = case when :claimed::boolean then :incomplete else f.incomplete end,
    (complete_of, proved, as_of) = (
        select
            coalesce(array_agg(e.name order by e.name), '{}'),
            coalesce(jsonb_object_agg(e.name, e.as_of), '{}'),
            coalesce(min(e.as_of), greatest(f.as_of, :as_of::text::timestamptz))
        from (
            select p.name, max(p.as_of) as as_of
            from (
                select c.name, advisories.proved(f, c.name) as as_of
                from unnest(f.complete_of) c (name)
                union all
                select j.key, j.value::timestamptz
                from jsonb_each_text(:proved::text::jsonb) j
            ) p
            where p.as_of is not null
            group by p.name
        ) e)
where f.id = :feed::text::uuid;

-- name: addFinishedImport
insert into advisories.imports (feed_id, state, error, counts, broken, finished_at)
values (:feed::text::uuid, :state, :error, :counts::text::jsonb, :broken::text::jsonb, now());

-- name: putRules
-- As the settings of whichever node came last have it.
insert into advisories.rules (stale_days)
values (:stale_days::int)
on conflict (single) do update
set stale_days = excluded.stale_days
where advisories.rules.stale_days <> excluded.stale_days;

-- name: tellImporters
select pg_notify('advisory_imports', '');
