-- What registries say of the packages that others bring: all their releases, as far as an installation looks at them, packed. Asked again after a while, by the ETag.
create table analysis.manifests (
    ecosystem text not null check (ecosystem in ('npm')),
    -- behind an organization's id and a gap where it is of a scope that the organization has in a registry of its own
    name text not null check (length(name) between 1 and 251),
    etag text,
    -- SHA-256 of what is packed
    digest text,
    -- null: there is nothing to be had, and why
    packed bytea,
    trouble text,
    -- what the registry's answer had
    bytes bigint not null default 0,
    -- when the registry last said so
    as_of timestamptz not null default now(),
    primary key (ecosystem, name),
    check ((packed is null) = (trouble is not null) and (packed is null) = (digest is null))
);
create index manifests_old on analysis.manifests (as_of);

-- What an installation of a version brings, as evidence: the tree, packed, by the SHA-256 of its JSON. The same again is the same row.
create table analysis.resolutions (
    version_id uuid not null references analysis.versions on delete cascade,
    sha256 text not null check (length(sha256) = 64),
    complete boolean not null,
    -- of what the registry said, which may change where the tree does not
    inputs text not null check (length(inputs) = 64),
    packed bytea not null,
    first_at timestamptz not null default now(),
    as_of timestamptz not null default now(),
    primary key (version_id, sha256)
);
create index resolutions_newest on analysis.resolutions (version_id, as_of desc);
