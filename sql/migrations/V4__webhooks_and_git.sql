-- What comes in from forges and from Stripe, and what goes out to organizations' receivers; and git repositories as sources.
create schema webhook;

-- Which repository an MCP of a git source is: by its address in one form, and, once its forge has told, by the id that stays when it is renamed.
alter table catalog.mcps
    add column repository_key text,
    add column repository_id text;
create index mcps_repository on catalog.mcps (repository_key) where source_type = 'git' and deleted_at is null;
create unique index mcps_git on catalog.mcps (repository_key, coalesce(source_branch, ''))
    where source_type = 'git' and deleted_at is null and visibility = 'public';
create index mcps_repository_id on catalog.mcps (repository_id) where source_type = 'git' and deleted_at is null;

-- What a repository's own webhook signs with, encrypted; the one before is good for a while, so that it can be replaced at the forge.
create table catalog.webhook_secrets (
    id uuid primary key default gen_random_uuid(),
    mcp_id uuid not null references catalog.mcps on delete cascade,
    secret bytea not null,
    created_at timestamptz not null default now(),
    ends_at timestamptz
);
create index webhook_secrets_of on catalog.webhook_secrets (mcp_id, created_at);

-- When a repository is looked at next.
create table analysis.polls (
    mcp_id uuid primary key references catalog.mcps on delete cascade,
    next_at timestamptz not null,
    failures int not null default 0
);
create index polls_due on analysis.polls (next_at);

-- Where tags stood when they were looked at: one that moves is drift.
create table analysis.tags (
    mcp_id uuid not null references catalog.mcps on delete cascade,
    tag text not null,
    commit text not null,
    seen_at timestamptz not null default now(),
    primary key (mcp_id, tag)
);

-- One commit is one version.
create unique index versions_commit on analysis.versions (mcp_id, source_ref) where source_type = 'git';

-- Deliveries as they came, each once: by the sender's own id, apart for each MCP that has a secret of its own (the nil id: the hub's secrets).
create table webhook.inbox (
    id uuid primary key default gen_random_uuid(),
    sender text not null check (sender in ('github', 'gitlab', 'bitbucket', 'stripe')),
    scope uuid not null default '00000000-0000-0000-0000-000000000000',
    delivery_id text not null check (length(delivery_id) between 1 and 200),
    event text not null check (length(event) between 1 and 200),
    form boolean not null,
    payload bytea not null,
    state text not null default 'queued' check (state in ('queued', 'done', 'ignored', 'dead')),
    -- what was done, or why nothing was
    outcome text,
    attempts int not null default 0,
    run_at timestamptz not null default now(),
    received_at timestamptz not null default now(),
    finished_at timestamptz,
    unique (sender, scope, delivery_id)
);
create index inbox_due on webhook.inbox (run_at, received_at) where state = 'queued';
create index inbox_newest on webhook.inbox (received_at desc, id);

-- What Stripe last said of each subscription, by the time of its events, not of their arrival.
create table webhook.stripe_subscriptions (
    id text primary key,
    org_id uuid references org.orgs on delete cascade,
    user_id uuid references identity.users on delete cascade,
    plan text check (plan in ('FREE', 'PRO', 'ENTERPRISE')),
    -- whether it gives the plan
    good boolean not null,
    status text not null,
    event_at timestamptz not null,
    -- among events of one second: created, updated, payment failed, deleted
    event_rank int not null,
    check (org_id is null or user_id is null)
);
create index stripe_subscriptions_of_org on webhook.stripe_subscriptions (org_id);
create index stripe_subscriptions_of_user on webhook.stripe_subscriptions (user_id);

-- Where organizations want to hear what.
create table webhook.subscriptions (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    url text not null check (length(url) between 1 and 2000),
    description text not null default '',
    events text[] not null check (cardinality(events) > 0),
    -- of which MCPs; none: of the organization's own
    mcps uuid[] not null default '{}',
    status text not null default 'ENABLED' check (status in ('ENABLED', 'DISABLED')),
    disabled_reason text,
    secret bytea not null,
    previous_secret bytea,
    previous_ends_at timestamptz,
    last_success_at timestamptz,
    created_by uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (org_id, id)
);
create index subscriptions_of on webhook.subscriptions (org_id, created_at, id);

-- The outbox: what happened, in the very words that are sent, and to whom it has to go.
create table webhook.events (
    id uuid primary key default gen_random_uuid(),
    type text not null,
    payload text not null,
    created_at timestamptz not null default now()
);
create table webhook.deliveries (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null,
    subscription_id uuid not null,
    event_id uuid not null references webhook.events,
    state text not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'FAILED')),
    -- asked for by a person: sent even where the webhook is disabled
    asked boolean not null default false,
    attempts int not null default 0,
    run_at timestamptz not null default now(),
    lease_id uuid,
    leased_until timestamptz,
    -- the last tries, the newest first
    log jsonb not null default '[]',
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    foreign key (org_id, subscription_id) references webhook.subscriptions (org_id, id) on delete cascade
);
create index deliveries_due on webhook.deliveries (subscription_id, run_at, id) where state = 'PENDING';
create index deliveries_newest on webhook.deliveries (org_id, subscription_id, created_at desc, id);
create index deliveries_of_event on webhook.deliveries (event_id);
create index deliveries_finished on webhook.deliveries (finished_at) where finished_at is not null;
