-- Who may do what: people and their sessions (identity), organizations with areas and tokens (org), and what they did (audit).
create schema if not exists identity;
create schema if not exists org;
create schema if not exists audit;

create table identity.users (
    id uuid primary key default gen_random_uuid(),
    email text not null check (length(email) between 3 and 254),
    -- proven: by a mailed link, by an issuer, or by whoever runs the hub; a link that somebody else was shown proves nothing
    email_verified boolean not null default false,
    name text not null check (length(name) between 1 and 200),
    -- Argon2id with its parameters and salt; null where the person signs in elsewhere
    password text,
    plan text not null default 'FREE' check (plan in ('FREE', 'PRO', 'ENTERPRISE')),
    platform_role text check (platform_role in ('PLATFORM_ADMIN', 'AUDITOR')),
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    last_sign_in_at timestamptz,
    deleted_at timestamptz
);
-- the deleted ones too: an address is free again only when its account is purged
create unique index users_email on identity.users (lower(email));

-- Who somebody is at an external issuer.
create table identity.external_identities (
    issuer text not null,
    subject text not null,
    user_id uuid not null references identity.users on delete cascade,
    created_at timestamptz not null default now(),
    primary key (issuer, subject)
);

-- One sign-in. Its refresh tokens are a family: each is good for one use, and a second use ends all of them.
create table identity.sessions (
    id uuid primary key default gen_random_uuid(),
    user_id uuid not null references identity.users on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    revoked_because text
);
create index sessions_of on identity.sessions (user_id) where revoked_at is null;

create table identity.refresh_tokens (
    digest bytea primary key,
    session_id uuid not null references identity.sessions on delete cascade,
    created_at timestamptz not null default now(),
    used_at timestamptz
);
create index refresh_tokens_of on identity.refresh_tokens (session_id);

-- Tries to sign in that were not followed by success. The address is a digest: people type passwords into the wrong field.
create table identity.sign_in_attempts (
    id bigint generated always as identity primary key,
    account bytea not null,
    address text not null,
    at timestamptz not null default clock_timestamp()
);
create index sign_in_attempts_of on identity.sign_in_attempts (account, at);

-- The keys that sign access tokens; the private half is encrypted with the hub's secret.
create table identity.signing_keys (
    kid text primary key,
    public_key bytea not null,
    private_key bytea not null,
    created_at timestamptz not null default clock_timestamp(),
    retired_at timestamptz
);

create table org.orgs (
    id uuid primary key default gen_random_uuid(),
    name text not null check (length(name) between 1 and 100),
    -- never changes: scopes of tokens and paths of the registry are made of it
    slug text not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    display_name text not null check (length(display_name) between 1 and 200),
    plan text not null default 'ENTERPRISE' check (plan in ('FREE', 'PRO', 'ENTERPRISE')),
    status text not null default 'ACTIVE' check (status in ('ACTIVE', 'SUSPENDED')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz
);
create unique index orgs_slug on org.orgs (slug);

create table org.members (
    org_id uuid not null references org.orgs on delete cascade,
    user_id uuid not null references identity.users on delete cascade,
    role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER')),
    joined_at timestamptz not null default now(),
    primary key (org_id, user_id),
    -- one owner; deferred, so that a transfer can swap two roles in one statement
    constraint members_one_owner exclude using btree (org_id with =) where (role = 'OWNER') deferrable initially deferred
);
create index members_of_user on org.members (user_id);

create table org.areas (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    name text not null check (length(name) between 1 and 100),
    slug text not null check (slug ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$'),
    description text not null default '',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (org_id, id)
);
create unique index areas_slug on org.areas (org_id, slug);

create table org.area_members (
    org_id uuid not null,
    area_id uuid not null,
    user_id uuid not null,
    role text not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER')),
    joined_at timestamptz not null default now(),
    primary key (area_id, user_id),
    foreign key (org_id, area_id) references org.areas (org_id, id) on delete cascade,
    -- who leaves the organization leaves its areas
    foreign key (org_id, user_id) references org.members (org_id, user_id) on delete cascade
);
create index area_members_of_user on org.area_members (user_id);

create table org.invitations (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    email text not null check (length(email) between 3 and 254),
    role text not null check (role in ('ADMIN', 'MEMBER', 'VIEWER')),
    status text not null default 'PENDING' check (status in ('PENDING', 'ACCEPTED', 'REVOKED')),
    -- of the newest link; the ones before it are dead
    digest bytea not null unique,
    -- whether the link went to the address itself
    mailed boolean not null default false,
    invited_by uuid not null references identity.users,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    accepted_at timestamptz,
    accepted_by uuid references identity.users
);
create unique index invitations_open on org.invitations (org_id, lower(email)) where status = 'PENDING';

create table org.tokens (
    id uuid primary key default gen_random_uuid(),
    org_id uuid not null references org.orgs on delete cascade,
    name text not null check (length(name) between 1 and 100),
    description text not null default '',
    scopes text[] not null check (cardinality(scopes) > 0),
    digest bytea not null unique,
    -- its last characters, so that a person can tell which one it is
    hint text not null,
    lifetime_days int not null check (lifetime_days between 1 and 365),
    created_by uuid not null references identity.users,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    revoked_at timestamptz,
    last_used_at timestamptz
);
create index tokens_of on org.tokens (org_id, created_at desc, id);

-- What happened. One chain of hashes per organization, and one (the nil id) for what belongs to none.
create table audit.chains (
    chain uuid primary key,
    length bigint not null,
    head bytea not null
);

create table audit.events (
    id uuid primary key default gen_random_uuid(),
    chain uuid not null,
    position bigint not null,
    at timestamptz not null,
    actor_kind text not null check (actor_kind in ('user', 'token', 'anonymous', 'system')),
    actor_id uuid,
    actor_name text,
    credential text not null check (credential in ('session', 'oidc', 'password', 'service_token', 'invitation', 'console', 'none')),
    action text not null,
    target_type text,
    target_id text,
    before jsonb,
    after jsonb,
    request_id text,
    ip text,
    previous bytea not null,
    hash bytea not null
);
create unique index events_chain on audit.events (chain, position);
create index events_action on audit.events (chain, action, position);
create index events_actor on audit.events (chain, actor_id, position);
create index events_at on audit.events (chain, at);
create index events_newest on audit.events (at, id);

-- Whose an MCP is: an organization's (perhaps within one area), a person's, or, with neither, the platform's.
alter table catalog.mcps
    add column org_id uuid references org.orgs,
    add column area_id uuid references org.areas,
    add column owner_id uuid references identity.users,
    add check (org_id is null or owner_id is null),
    add check (area_id is null or org_id is not null);
create index mcps_of_org on catalog.mcps (org_id) where org_id is not null;
create index mcps_of_owner on catalog.mcps (owner_id) where owner_id is not null;
-- Names of private ones are nobody else's business: they collide only within their owner's.
drop index catalog.mcps_name;
drop index catalog.mcps_npm;
create unique index mcps_name on catalog.mcps (lower(name)) where deleted_at is null and visibility = 'public';
create unique index mcps_npm on catalog.mcps (source_package) where source_type = 'npm' and deleted_at is null and visibility = 'public';
create unique index mcps_private_name on catalog.mcps (coalesce(org_id, owner_id), lower(name)) where deleted_at is null and visibility = 'private';

alter table catalog.listings
    add column org_id uuid,
    add column area_id uuid,
    add column owner_id uuid;
create index listings_of_org on catalog.listings (org_id, name) where org_id is not null;

-- A tarball on its way in, slice by slice; it is moved to analysis.tarballs when it is whole, and swept away when nobody finishes it.
create table analysis.uploads (
    id uuid primary key,
    mcp_id uuid not null references catalog.mcps on delete cascade,
    started_at timestamptz not null default now()
);
create table analysis.upload_slices (
    upload_id uuid not null references analysis.uploads on delete cascade,
    position int not null,
    bytes bytea not null,
    primary key (upload_id, position)
);
alter table analysis.upload_slices alter column bytes set storage external;
