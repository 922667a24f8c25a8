-- Scopes that an organization has in a registry of its own: a source of its own, whatever the public registry has under the same name. The token is sealed.
create table org.registries (
    org_id uuid not null references org.orgs on delete cascade,
    scope text not null check (scope ~ '^@[a-z0-9~-][a-z0-9._~-]*$' and length(scope) <= 100),
    url text not null,
    token bytea,
    updated_by uuid not null references identity.users,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (org_id, scope)
);

-- Null: the registry that everybody means. What comes from another one is its organization's alone, and so is what is known of its package.
alter table catalog.mcps
    add column source_registry text,
    add column package_key text generated always as (case when source_registry is null then source_package else org_id::text || ' ' || source_package end) stored,
    add constraint mcps_registry check (source_registry is null or (source_type = 'npm' and visibility = 'private'));
create index mcps_package_key on catalog.mcps (package_key) where source_type = 'npm' and deleted_at is null;
drop index catalog.mcps_package;

alter table analysis.packages drop constraint packages_name_check;
alter table analysis.packages add constraint packages_name_check check (length(name) between 1 and 251);
