-- Policies on the licences of what a version brings along.
alter table policy.policies drop constraint policies_target_type_check;
alter table policy.policies add constraint policies_target_type_check check (
    target_type in ('MCP', 'CATEGORY', 'LICENSE', 'COMPONENT_LICENSE', 'SCORE', 'LEVEL', 'STATUS', 'AGE', 'CONTROL', 'SOURCE', 'PINNED'));

-- The licences of a version's production components, each with how many have it and the first of them by name: what the gate reads instead of all components. Versions that
-- were analysed before have none, which is unknown.
create table analysis.component_licenses (
    version_id uuid primary key references analysis.versions on delete cascade,
    doc json not null
);
