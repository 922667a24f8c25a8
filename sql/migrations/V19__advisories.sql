-- Advisories in OSV form, from feeds: what is known of the flaws of packages.
create schema advisories;

-- Where records come from. A complete feed has everything of these ecosystems; what it proves to be, it is since as_of.
create table advisories.feeds (
    id uuid primary key default gen_random_uuid(),
    name text not null unique check (length(name) between 1 and 100),
    kind text not null check (kind in ('dump', 'upload', 'folder')),
    address text check ((kind = 'dump') = (address is not null)),
    complete_of text[] not null default '{}',
    as_of timestamptz,
    imported_at timestamptz,
    etag text,
    next_at timestamptz,
    created_at timestamptz not null default now()
);

-- One import of a feed: work to do, and what came of it. It is taken with a lease, like other jobs.
create table advisories.imports (
    id uuid primary key default gen_random_uuid(),
    feed_id uuid not null references advisories.feeds on delete cascade,
    upload_id uuid,
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'dead')),
    attempts int not null default 0,
    run_at timestamptz not null default now(),
    taken_at timestamptz,
    lease_id uuid,
    leased_until timestamptz,
    progress text not null default '',
    error text,
    counts jsonb not null default '{}',
    broken jsonb not null default '[]',
    created_at timestamptz not null default now(),
    finished_at timestamptz
);
create index imports_due on advisories.imports (run_at, created_at) where state in ('queued', 'running');
create index imports_of on advisories.imports (feed_id, created_at desc, id);

-- The newest that any feed says of a record. What is withdrawn stays, and counts no more.
create table advisories.records (
    id text primary key check (length(id) between 1 and 200),
    feed_id uuid not null references advisories.feeds,
    modified timestamptz not null,
    published timestamptz,
    withdrawn timestamptz,
    summary text not null,
    severity text check (severity in ('critical', 'high', 'medium', 'low')),
    score numeric(3, 1) check (score between 0 and 10),
    vector text,
    aliases text[] not null default '{}',
    record json not null,
    stored_at timestamptz not null default now()
);
create index records_newest on advisories.records (modified desc, id);
create index records_feed on advisories.records (feed_id);
create index records_aliases on advisories.records using gin (aliases);

-- What a record says of one package. Names are as their ecosystem compares them.
create table advisories.affected (
    record_id text not null references advisories.records on delete cascade,
    position int not null,
    ecosystem text not null,
    package text not null,
    ranges json not null,
    versions json not null,
    primary key (record_id, position)
);
create index affected_package on advisories.affected (ecosystem, package, record_id);

-- An upload may be of advisories, and then belongs to no MCP.
alter table analysis.uploads alter column mcp_id drop not null;

-- Records that were written and not yet compared with what there is.
create table advisories.changes (
    record_id text primary key references advisories.records on delete cascade,
    at timestamptz not null default now()
);

-- What a version is made of, as its analysis found it: itself, and what is installed with it. Where no lock settles it, the version is what is asked for, and so is the requirement.
create table analysis.components (
    version_id uuid not null references analysis.versions on delete cascade,
    ecosystem text not null,
    package text not null,
    version text not null,
    requirement text not null default '',
    itself boolean not null,
    primary key (version_id, ecosystem, package, version, requirement, itself)
);
create index components_package on analysis.components (ecosystem, package, version_id);

-- Which records hit which versions, and by what.
create table analysis.hits (
    version_id uuid not null references analysis.versions on delete cascade,
    record_id text not null references advisories.records on delete cascade,
    ecosystem text not null,
    package text not null,
    version text not null,
    itself boolean not null,
    primary key (version_id, record_id, ecosystem, package, version, itself)
);
create index hits_record on analysis.hits (record_id, version_id);

-- Releases of npm that were analysed before: what they are themselves is known, what they install with their next analysis.
insert into analysis.components (version_id, ecosystem, package, version, itself)
select v.id, 'npm', m.source_package, v.visible_version, true
from analysis.versions v
join catalog.mcps m on m.id = v.mcp_id
where m.source_type = 'npm'
    and v.source_type = 'npm'
    and v.snapshot_id is not null;
