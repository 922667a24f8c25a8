-- What whoever runs the hub needs: categories and tags as things of their own, what was deleted for good, settings that change while it runs.
create schema admin;

create table admin.settings (
    only_one boolean primary key default true check (only_one),
    anonymous_per_minute int check (anonymous_per_minute >= 0),
    sign_up boolean not null default true,
    read_only boolean not null default false,
    banner text,
    updated_at timestamptz not null default now()
);
insert into admin.settings default values;

create table catalog.categories (
    id uuid primary key default gen_random_uuid(),
    slug text not null constraint categories_slug unique check (slug ~ '^[a-z0-9-]{1,100}$'),
    name text not null,
    description text not null default '',
    -- one level: who has a parent is nobody's parent
    parent_id uuid references catalog.categories on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);
create table catalog.tags (
    id uuid primary key default gen_random_uuid(),
    tag text not null constraint tags_tag unique check (length(tag) between 1 and 50),
    created_at timestamptz not null default now()
);
insert into catalog.categories (slug, name)
select distinct m.category, initcap(replace(m.category, '-', ' '))
from catalog.mcps m
where m.category is not null;
insert into catalog.tags (tag)
select distinct tag
from catalog.mcps m
cross join unnest(m.tags) tag;

-- What an MCP was that was deleted for good: the registry protocol tells its clients.
create table catalog.tombstones (
    mcp_id uuid primary key,
    name text not null,
    visibility text not null,
    source_type text not null,
    source text,
    org_id uuid,
    deleted_at timestamptz not null default now()
);

-- An invitation to the hub itself: whoever has its link sets the account's password.
create table identity.account_invitations (
    id uuid primary key,
    user_id uuid not null references identity.users on delete cascade,
    digest bytea not null unique,
    mailed boolean not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null,
    used_at timestamptz
);

alter table analysis.jobs drop constraint jobs_state_check;
alter table analysis.jobs add constraint jobs_state_check check (state in ('queued', 'running', 'done', 'failed', 'dead', 'cancelled'));

-- Pages of lists of any length, by what they are sorted by.
create index users_newest on identity.users (created_at, id);
create index users_by_email on identity.users (lower(email), id);
create index users_search on identity.users using gin (lower(email || ' ' || name) public.gin_trgm_ops);
create index orgs_newest on org.orgs (created_at, id);
create index orgs_search on org.orgs using gin (lower(slug || ' ' || name || ' ' || display_name) public.gin_trgm_ops);
create index listings_updated on catalog.listings (updated_at, mcp_id);
create index listings_category on catalog.listings (category) where category is not null;
create index jobs_newest on analysis.jobs (created_at, id);
create index inbox_by_arrival on webhook.inbox (received_at, id);
create index events_of_actor on audit.events (actor_id, at, id);
create index events_of_user on audit.events (target_id, at, id) where target_type = 'user';
create index events_of_action on audit.events (action, at, id);
create index versions_tarball on analysis.versions (tarball_sha256) where tarball_sha256 is not null;
