-- name: listAdvisoryFeeds
select page.doc, total.n as total
from (select count(*)::int as n from advisories.feeds) total
left join lateral (
    select advisories.feed_doc(f)::text as doc, f.name
    from advisories.feeds f
    order by f.name
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.name;

-- name: findDump
-- What the hub fetches or asks itself takes no uploads.
select f.id
from advisories.feeds f
where f.name = :feed
    and f.kind in ('dump', 'api', 'registry');

-- name: startAdvisoryUpload
insert into analysis.uploads (id)
values (:upload::text::uuid);

-- name: openFeed
-- What it has everything of is told by what becomes of its imports.
insert into advisories.feeds as f (name, kind)
values (:feed, 'upload')
on conflict (name) do update
set name = f.name
returning id;

-- name: queueAdvisoryImport
-- Of an upload of advisories that nobody has asked for yet; the worker is woken with the commit.
with queued as (
    insert into advisories.imports (feed_id, upload_id, complete_of)
    select :feed_id::text::uuid, u.id, array_remove(array[:complete::text], null)
    from analysis.uploads u
    where u.id = :upload::text::uuid
        and u.mcp_id is null
        and not exists (select from advisories.imports i where i.upload_id = u.id)
    returning id
)
select q.id, pg_notify('advisory_imports', '')
from queued q;

-- name: importedAdvisories
select f.id as target, advisories.feed_doc(f)::text as doc
from advisories.feeds f
where f.id = :feed_id::text::uuid;
