-- Whose turn a job of analysis is: the organization's that the MCP belongs to, the person's who belongs to none, or (the nil id) the platform's. They take turns by when a worker
-- took a job of theirs last, and each has a queue of its own.
alter table analysis.jobs
    add column party uuid not null default '00000000-0000-0000-0000-000000000000',
    add column taken_at timestamptz;
update analysis.jobs j
set party = coalesce(m.org_id, m.owner_id)
from catalog.mcps m
where m.id = j.mcp_id
    and coalesce(m.org_id, m.owner_id) is not null;
create index jobs_taken on analysis.jobs (party, taken_at) where taken_at is not null;
drop index analysis.jobs_due;
create index jobs_due on analysis.jobs (party, run_at, created_at, id) where state in ('queued', 'running');
create index jobs_wishes on analysis.jobs (mcp_id, created_at, id) where kind = 'resolve' and state in ('queued', 'running');
