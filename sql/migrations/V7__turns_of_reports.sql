-- When a worker took a report last: organizations take turns by it, and each has a queue of its own.
alter table report.reports add column taken_at timestamptz;
create index reports_taken on report.reports (org_id, taken_at) where taken_at is not null;
drop index report.reports_due;
create index reports_due on report.reports (org_id, run_at, created_at, id) where status in ('PENDING', 'RUNNING');
