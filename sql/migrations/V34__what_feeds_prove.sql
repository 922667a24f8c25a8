-- What an import is to have everything of is the import's; it is the feed's once the import was done, and all of it could be read.
alter table advisories.imports add column complete_of text[] not null default '{}';

-- As of when a feed has everything of an ecosystem, by ecosystem; where it does not say, since the feed's as_of. And why what was to be complete last is not.
alter table advisories.feeds
    add column proved jsonb not null default '{}',
    add column incomplete text;

-- What is being fetched was to have everything; what was uploaded and is not done is to be uploaded again.
update advisories.imports i
set complete_of = f.complete_of
from advisories.feeds f
where f.id = i.feed_id
    and f.kind = 'dump'
    and i.state in ('queued', 'running');

-- What was complete because somebody had said so: of what was brought along, only whole archives without a broken file prove anything, and no single record.
with sound as (
    select i.feed_id, max((i.counts ->> 'newest')::timestamptz) as as_of
    from advisories.imports i
    where i.state = 'done'
        and coalesce((i.counts ->> 'files')::int, 0) > 1
        and coalesce((i.counts ->> 'broken')::int, 0) = 0
    group by i.feed_id
)
update advisories.feeds f
set complete_of = case when s.as_of is null then '{}' else f.complete_of end,
    as_of = coalesce(least(f.as_of, s.as_of), f.as_of),
    incomplete = case when s.as_of is null then 'Nothing that was imported proves it; import all of it again' end
from advisories.feeds g
left join sound s on s.feed_id = g.id
where g.id = f.id
    and f.kind in ('upload', 'folder')
    and f.complete_of <> '{}';

-- Dumps are fetched again where some of the last could not be read, and have everything once all of it was.
update advisories.feeds f
set complete_of = '{}',
    etag = null,
    next_at = null
where f.kind = 'dump'
    and (
        f.as_of is null
        or (
            select (i.counts ->> 'broken')::int > 0
            from advisories.imports i
            where i.feed_id = f.id
                and i.state = 'done'
                and (i.counts ->> 'files')::int > 0
            order by i.created_at desc, i.id
            limit 1));
