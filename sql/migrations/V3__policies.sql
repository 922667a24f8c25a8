-- Rules of organizations over the evidence, exceptions to them, and every verdict with all that it was made of.
create schema policy;

-- What the gate says about an MCP that it does not know.
alter table org.orgs add column unknown_mcps text not null default 'DENY' check (unknown_mcps in ('DENY', 'WARN', 'ALLOW'));

create table policy.policies (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    name text not null check (length(name) between 1 and 200),
    description text not null default '',
    action text not null check (action in ('ALLOW', 'DENY', 'WARN')),
    target_type text not null check (target_type in ('MCP', 'CATEGORY', 'LICENSE', 'SCORE', 'LEVEL', 'STATUS', 'AGE', 'CONTROL', 'SOURCE')),
    target_value text not null,
    conditions jsonb not null default '{}',
    environments text[] not null default '{}',
    area_id uuid,
    priority int not null check (priority between 0 and 1000000),
    enabled boolean not null default true,
    -- counts the changes, so that an evaluation says by which of them it was made
    version int not null default 1,
    created_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (org_id, id),
    foreign key (org_id, area_id) references org.areas (org_id, id) on delete cascade
);
create unique index policies_name on policy.policies (org_id, lower(name));
create index policies_order on policy.policies (org_id, priority, created_at, id);

-- For one MCP, and perhaps one version of it, one policy is skipped until a day.
create table policy.exceptions (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null,
    policy_id uuid not null,
    mcp_id uuid not null references catalog.mcps on delete cascade,
    version text,
    reason text not null check (length(reason) between 1 and 1000),
    approved_by uuid not null references identity.users,
    created_at timestamptz not null default now(),
    ends_at timestamptz not null,
    ended_at timestamptz,
    foreign key (org_id, policy_id) references policy.policies (org_id, id) on delete cascade
);
create index exceptions_of on policy.exceptions (org_id, policy_id, created_at);

-- What evaluations were made of, each once: the policies, exceptions and settings of a moment, by the digest of their JSON.
create table policy.rulebooks (
    org_id uuid not null references org.orgs on delete cascade,
    digest text not null,
    doc text not null,
    primary key (org_id, digest)
);

create table policy.evaluations (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    environment text,
    result text not null check (result in ('PASS', 'FAIL')),
    mcps int not null,
    denied int not null,
    caller_kind text not null,
    caller_id uuid,
    caller_name text,
    rulebook text not null,
    -- what was asked, what was known about it, and what was answered
    request text not null,
    facts text not null,
    answer text not null,
    -- when it was judged again, and when that turned a pass into a fail
    rechecked_at timestamptz,
    turned_at timestamptz,
    created_at timestamptz not null default now(),
    foreign key (org_id, rulebook) references policy.rulebooks (org_id, digest)
);
create index evaluations_newest on policy.evaluations (org_id, created_at desc, id);
create index evaluations_latest on policy.evaluations (org_id, environment, caller_id, created_at desc) where caller_kind <> 'system';

-- The gate asks for what failed, and for nothing else.
create index control_results_failed on analysis.control_results (snapshot_id, control_id) where outcome = 'failed';
