-- Which feeds have a record: one that is asked, by the package that it named it about; any other as a whole, without a package. What is not answered any more is so since unanswered_at, until that is sure.
create table advisories.claims (
    feed_id uuid not null references advisories.feeds on delete cascade,
    ecosystem text not null default '',
    package text not null default '',
    record_id text not null references advisories.records on delete cascade,
    unanswered_at timestamptz,
    primary key (feed_id, ecosystem, package, record_id)
);
create index claims_record on advisories.claims (record_id);

-- What is withdrawn because no feed has it any more; whoever has it again is believed, however old it is.
alter table advisories.records add column gone boolean not null default false;

-- Until now only whose text a record is was known. An upload is never read again: each may have had what feeds answered.
insert into advisories.claims (feed_id, ecosystem, package, record_id)
select distinct f.id, a.ecosystem, a.package, r.id
from advisories.records r
join advisories.feeds f on f.id = r.feed_id and f.kind in ('api', 'registry')
join advisories.affected a on a.record_id = r.id
union all
select f.id, '', '', r.id
from advisories.records r
join advisories.feeds f on f.id = r.feed_id and f.kind not in ('api', 'registry')
union all
select u.id, '', '', r.id
from advisories.records r
join advisories.feeds f on f.id = r.feed_id and f.kind in ('api', 'registry')
join advisories.feeds u on u.kind = 'upload';

-- Dumps are read once more, and say what they have.
update advisories.feeds
set etag = null
where etag is not null;
