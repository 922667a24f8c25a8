-- Findings that an administrator has cleared of being malice, of a source: for each of its releases, and whatever catalogue finds them again.
create table analysis.clearances (
    identity text not null,
    fingerprint text not null check (fingerprint ~ '^[0-9a-f]{32}$'),
    reason text not null check (length(reason) between 1 and 1000),
    cleared_by uuid not null references identity.users,
    cleared_at timestamptz not null default now(),
    primary key (identity, fingerprint)
);

-- What a name looks like to somebody who reads it quickly: two of equal skeletons can be confused.
create function hub.skeleton(name text) returns text
language sql immutable parallel safe
return replace(replace(translate(lower(name), '01i._-', 'oll'), 'rn', 'm'), 'vv', 'w');

-- The scopes of the packages in the public catalog.
create index mcps_scope on catalog.mcps (hub.skeleton(substr(split_part(source_package, '/', 1), 2)))
    where source_type = 'npm' and visibility = 'public' and deleted_at is null and source_package like '@%';
