-- Analyses that the hub makes by itself, of versions that were judged before: they keep what they are until they are judged anew, and hold up nobody who waits.
alter table analysis.jobs add column again boolean not null default false;
drop index analysis.jobs_due;
create index jobs_due on analysis.jobs (party, again, run_at, created_at, id) where state in ('queued', 'running');

-- How far versions were put down to be judged anew after feeds became complete of other ecosystems, or stopped to be; null where that is done.
alter table advisories.completeness add column after_version uuid;
