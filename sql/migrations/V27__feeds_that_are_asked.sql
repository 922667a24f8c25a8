-- How old advisories may be for a level that rests on them, as this hub's settings have it.
create table advisories.rules (
    single boolean primary key default true check (single),
    stale_days int not null check (stale_days > 0)
);
insert into advisories.rules (stale_days)
values (7);

-- Feeds that are asked about what versions are made of: by the API of osv.dev, or by what a registry answers to npm audit. They have everything of nothing.
alter table advisories.feeds
    drop constraint feeds_kind_check,
    drop constraint feeds_check,
    add column asks text[] not null default '{}',
    add constraint feeds_kind_check check (kind in ('dump', 'upload', 'folder', 'api', 'registry')),
    add constraint feeds_address_check check ((kind in ('dump', 'api', 'registry')) = (address is not null));

-- Records that claimed to be of a time to come: no correction was newer, and what they withdraw had not been withdrawn yet.
with mended as (
    update advisories.records r
    set modified = least(r.modified, r.stored_at),
        withdrawn = case when r.withdrawn <= now() + interval '1 day' then r.withdrawn end
    where r.modified > now() + interval '1 day'
        or r.withdrawn > now() + interval '1 day'
    returning r.id
)
insert into advisories.changes (record_id)
select m.id
from mended m
on conflict (record_id) do nothing;
