-- When a worker took a report last: organizations take turns by it.
alter table report.reports add column taken_at timestamptz;
create index reports_taken on report.reports (org_id, taken_at) where taken_at is not null;
