-- name: putFeed
-- What is said anew of a feed counts; who says nothing about what it has everything of changes nothing about that. What nobody was asked about yet is proved as of no time.
insert into advisories.feeds (name, kind, address, complete_of, asks)
values (:name, :kind, :address, coalesce(:complete_of::text[], '{}'), coalesce(:asks::text[], '{}'))
on conflict (name) do update
set kind = excluded.kind,
    address = excluded.address,
    asks = excluded.asks,
    complete_of = coalesce(:complete_of::text[], advisories.feeds.complete_of),
    as_of = case when excluded.asks <@ advisories.feeds.asks then advisories.feeds.as_of end,
    etag = case when advisories.feeds.address is not distinct from excluded.address then advisories.feeds.etag end
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
insert into advisories.imports (feed_id)
select due.id
from due
returning id;

-- name: importedFeed
-- As of the newest record that it has, or when it began to be asked about all: what it proves to know of.
update advisories.feeds f
set imported_at = now(),
    as_of = greatest(f.as_of, :as_of::text::timestamptz),
    etag = coalesce(:etag, f.etag)
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
