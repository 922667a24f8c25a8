-- What the spine remembers: MCPs (catalog), and versions, jobs, evidence (analysis). One schema per owning verticle.
create extension if not exists pg_trgm with schema public;
create schema if not exists catalog;
create schema if not exists analysis;

create table catalog.mcps (
    id uuid primary key default gen_random_uuid(),
    name text not null check (length(name) between 1 and 214),
    description text not null default '',
    visibility text not null default 'public' check (visibility in ('public', 'private')),
    source_type text not null check (source_type in ('npm', 'git', 'upload')),
    source_package text,
    source_url text,
    source_branch text,
    repo_url text,
    homepage text,
    language text,
    license text,
    category text,
    tags text[] not null default '{}',
    featured boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    deleted_at timestamptz,
    check ((source_type = 'npm') = (source_package is not null)),
    check ((source_type = 'git') = (source_url is not null))
);
create unique index mcps_name on catalog.mcps (lower(name)) where deleted_at is null;
create unique index mcps_npm on catalog.mcps (source_package) where source_type = 'npm' and deleted_at is null;

-- A tarball, whole, by its digest; in slices, so that no reader ever holds more than one.
create table analysis.tarballs (
    sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    size bigint not null check (size >= 0),
    created_at timestamptz not null default now()
);
create table analysis.tarball_slices (
    sha256 text not null references analysis.tarballs on delete cascade,
    position int not null,
    bytes bytea not null,
    primary key (sha256, position)
);
alter table analysis.tarball_slices alter column bytes set storage external;

create table analysis.versions (
    id uuid primary key default gen_random_uuid(),
    mcp_id uuid not null references catalog.mcps on delete cascade,
    visible_version text not null check (length(visible_version) between 1 and 256),
    status text not null default 'PENDING_ANALYSIS' check (status in (
        'PENDING_ANALYSIS', 'INGESTING', 'INGESTED', 'ANALYZING', 'CERTIFIED', 'FAILED', 'KNOWN_VULNERABLE', 'DEPRECATED')),
    status_reason text,
    source_type text not null check (source_type in ('npm', 'git', 'upload')),
    source_ref text not null,
    source_integrity text,
    tarball_sha256 text references analysis.tarballs,
    snapshot_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    certified_at timestamptz,
    unique (mcp_id, visible_version)
);
create index versions_newest on analysis.versions (mcp_id, created_at desc, id);

create table analysis.version_events (
    id bigint generated always as identity primary key,
    version_id uuid not null references analysis.versions on delete cascade,
    status text not null,
    reason text,
    at timestamptz not null default clock_timestamp()
);
create index version_events_of on analysis.version_events (version_id, id);

create table analysis.snapshots (
    id uuid primary key default gen_random_uuid(),
    version_id uuid not null references analysis.versions on delete cascade,
    job_id uuid not null unique,
    content text not null,
    content_sha256 text not null,
    global_score int not null check (global_score between 0 and 100),
    security_score int check (security_score between 0 and 100),
    supply_chain_score int check (supply_chain_score between 0 and 100),
    maturity_score int check (maturity_score between 0 and 100),
    scores json not null,
    grade text not null check (grade in ('A', 'B', 'C', 'D', 'F')),
    certification_level int not null check (certification_level between 0 and 3),
    controls_judged int not null,
    controls_total int not null,
    critical_findings int not null,
    high_findings int not null,
    medium_findings int not null,
    low_findings int not null,
    toolchain_version text not null,
    scoring_version text not null,
    controls_catalog_version text not null,
    created_at timestamptz not null default now()
);
create index snapshots_of on analysis.snapshots (version_id, created_at desc, id);
alter table analysis.versions add foreign key (snapshot_id) references analysis.snapshots deferrable initially deferred;

create table analysis.control_results (
    id uuid primary key default gen_random_uuid(),
    snapshot_id uuid not null references analysis.snapshots on delete cascade,
    control_id text not null,
    control_name text not null,
    category text not null,
    sub_category text not null,
    outcome text not null check (outcome in ('passed', 'failed', 'inconclusive')),
    severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
    cwe text,
    message text not null,
    remediation text not null,
    unique (snapshot_id, control_id)
);

create table analysis.findings (
    id uuid primary key default gen_random_uuid(),
    snapshot_id uuid not null references analysis.snapshots on delete cascade,
    control_id text not null,
    position int not null,
    severity text not null check (severity in ('critical', 'high', 'medium', 'low')),
    file text,
    line int,
    evidence text not null,
    message text not null,
    unique (snapshot_id, control_id, position)
);

-- Work to do. A job is taken with a lease; who lets the lease run out loses the job to the next worker.
create table analysis.jobs (
    id uuid primary key default gen_random_uuid(),
    kind text not null check (kind in ('resolve', 'certify')),
    mcp_id uuid not null references catalog.mcps on delete cascade,
    version_id uuid references analysis.versions on delete cascade,
    wanted text not null default '',
    state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'dead')),
    attempts int not null default 0,
    run_at timestamptz not null default now(),
    lease_id uuid,
    leased_until timestamptz,
    progress text not null default '',
    error text,
    created_at timestamptz not null default now(),
    finished_at timestamptz,
    check ((kind = 'certify') = (version_id is not null))
);
create index jobs_due on analysis.jobs (run_at, created_at) where state in ('queued', 'running');
create unique index jobs_one_certify on analysis.jobs (version_id) where kind = 'certify' and state in ('queued', 'running');
create unique index jobs_one_resolve on analysis.jobs (mcp_id, wanted) where kind = 'resolve' and state in ('queued', 'running');

-- What readers of the catalog read: a row per MCP that is not deleted, with its JSON made at write time.
create table catalog.listings (
    mcp_id uuid primary key references catalog.mcps on delete cascade,
    public boolean not null,
    name text not null,
    search text not null,
    words tsvector not null,
    language text,
    license text,
    category text,
    tags text[] not null,
    featured boolean not null,
    status text,
    global_score int,
    certification_level int,
    updated_at timestamptz not null,
    item text not null,
    detail text not null
);
create index listings_search on catalog.listings using gin (search public.gin_trgm_ops);
create index listings_words on catalog.listings using gin (words);
create index listings_name on catalog.listings (name, mcp_id);
create index listings_score on catalog.listings (global_score desc nulls last, mcp_id);
