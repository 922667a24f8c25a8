-- What registries say of packages: their tags, and every release with what an installer looks at when it chooses one. An MCP is catalogued by one release after the other; what a bare
-- name means is decided by all of them.
create table analysis.packages (
    ecosystem text not null check (ecosystem in ('npm')),
    name text not null check (length(name) between 1 and 214),
    -- such as {"latest": "1.2.0"}
    tags jsonb not null default '{}',
    -- the releases that the bare name may mean now, each once, by the clients of choices_for
    choices text[] not null default '{}',
    choices_for text not null default '',
    etag text,
    -- of the registry's answer, for registries without ETags
    digest text,
    -- when the registry last said so; null: it never did
    as_of timestamptz,
    -- when it was last asked, and why nothing came of it
    checked_at timestamptz,
    trouble text,
    failures int not null default 0,
    next_at timestamptz not null default now(),
    -- when a gate last asked about the package
    asked_at timestamptz,
    primary key (ecosystem, name)
);
create index packages_due on analysis.packages (next_at);

create table analysis.releases (
    ecosystem text not null,
    name text not null,
    version text not null check (length(version) between 1 and 256),
    -- its place in the registry's list, which is that of publishing
    position int not null,
    -- what the registry says against it; null: nothing
    deprecated text,
    -- ranges of Node and npm that it says it runs on
    node text,
    npm text,
    integrity text,
    primary key (ecosystem, name, version),
    foreign key (ecosystem, name) references analysis.packages on delete cascade
);

-- The commits that the watched branch of a git source was seen at; the one seen last is where it stands.
create table analysis.heads (
    mcp_id uuid not null references catalog.mcps on delete cascade,
    commit text not null,
    seen_at timestamptz not null default clock_timestamp(),
    primary key (mcp_id, commit)
);
create index heads_newest on analysis.heads (mcp_id, seen_at desc);
