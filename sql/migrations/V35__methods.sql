-- What judges now: as the settings and the build of whichever node that analyses came last have it. And how far versions were put down to be analysed again since that changed.
create table analysis.build (
    only_one boolean primary key default true check (only_one),
    toolchain_version text not null,
    scoring_version text not null,
    controls_catalog_version text not null,
    -- the method before, by which organizations may still go
    former_method text not null,
    since timestamptz not null default now(),
    -- null where all are put down
    after_version uuid,
    -- when the next ones may be queued
    next_at timestamptz not null default now()
);
insert into analysis.build (toolchain_version, scoring_version, controls_catalog_version, former_method)
values ('', 'v2.2', '', 'v2.1');

-- Versions that something else has judged than judges now: who is used most comes first. What is done stays, until something else judges.
create table analysis.rollout (
    version_id uuid primary key references analysis.versions on delete cascade,
    rank int not null,
    uses int not null,
    state text not null default 'waiting' check (state in ('waiting', 'queued', 'done', 'failed')),
    reason text,
    -- whether it is suspected of malice only since it was analysed again
    suspected boolean not null default false,
    at timestamptz not null default now()
);
create index rollout_next on analysis.rollout (rank, uses desc, version_id) where state = 'waiting';
create index rollout_queued on analysis.rollout (at) where state = 'queued';

-- The latest snapshot by the method before, and what else of the version was seen then: what organizations that go by that method are judged on.
alter table analysis.versions
    add column former_snapshot_id uuid references analysis.snapshots deferrable initially deferred,
    add column former_facts jsonb;
create index versions_former on analysis.versions (former_snapshot_id) where former_snapshot_id is not null;
create index versions_snapshot on analysis.versions (snapshot_id);
alter table analysis.component_licenses add column former_doc json;

-- Concluded by a method while there was a newer one, for those who still go by it: no part of what the public sees.
alter table analysis.snapshots add column former boolean not null default false;

-- The method that an organization has accepted, null for the newest; until when it may go by the one before; and when it was told so.
alter table org.orgs
    add column scoring text check (scoring ~ '^v\d+\.\d+$'),
    add column scoring_until timestamptz,
    add column scoring_announced_at timestamptz;
create index orgs_scoring on org.orgs (scoring_until) where scoring_until is not null;
update org.orgs o
set scoring = 'v2.1',
    scoring_until = now() + interval '60 days';

-- Organizations that go by another method since, until they are told once what it turned.
create table policy.method_notices (
    org_id uuid primary key references org.orgs on delete cascade,
    former text not null,
    method text not null,
    is_over boolean not null,
    at timestamptz not null default now()
);
create index method_notices_due on policy.method_notices (at, org_id);
