-- What organizations are to be told of an advisory, one message each for a record; told, it is gone. One that cannot be told yet steps back.
create table policy.notices (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    record_id text not null,
    advisory json,
    versions int not null,
    mcps uuid[] not null,
    moves json not null,
    at timestamptz not null default now()
);
create index notices_due on policy.notices (at, id);
create index notices_of_org on policy.notices (org_id);

-- A pipeline is known by who asks and for which environment; its newest evaluation is found without the others.
drop index policy.evaluations_latest;
create index evaluations_latest on policy.evaluations (org_id, (coalesce(environment, '') || ' ' || coalesce(caller_id::text, '')), created_at desc, id desc)
    where caller_kind <> 'system';

-- A repository may use one MCP in several versions.
alter table policy.usages add column versions text[] not null default '{}';
update policy.usages u
set versions = array[u.version]
where u.version is not null;
