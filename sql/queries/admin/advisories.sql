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
insert into advisories.feeds (name, kind, complete_of)
values (:feed, 'upload', case when :complete::text is null then '{}' else array[:complete::text] end)
on conflict (name) do update
set complete_of = case
    when :complete::text is null or :complete = any (advisories.feeds.complete_of) then advisories.feeds.complete_of
    else advisories.feeds.complete_of || :complete::text
end
returning id;

-- name: queueAdvisoryImport
-- Of an upload of advisories that nobody has asked for yet; the worker is woken with the commit.
with queued as (
    insert into advisories.imports (feed_id, upload_id)
    select :feed_id::text::uuid, u.id
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
