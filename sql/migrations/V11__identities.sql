-- What is judged is what runs: what is known belongs to a source, and who registered it moves nothing.

-- The registrations of a package, whoever made them.
create index mcps_package on catalog.mcps (source_package) where source_type = 'npm' and deleted_at is null;

-- A category that an administrator gave counts for a policy that allows; one that a publisher typed does not.
alter table catalog.mcps add column category_confirmed boolean not null default false;
update catalog.mcps m
set category_confirmed = true
where m.org_id is null
    and m.owner_id is null;

-- A release has its own licence, and may be suspected of malice: then it says of what, until an administrator has cleared it.
alter table analysis.versions
    add column license text,
    add column suspicion json;
update analysis.versions v
set license = m.license
from catalog.mcps m
where m.id = v.mcp_id
    and v.snapshot_id is not null;
create index versions_suspected on analysis.versions (mcp_id) where suspicion is not null;

-- What an exception is for is a source.
alter table policy.exceptions add column identity text;
update policy.exceptions e
set identity = case m.source_type
        when 'npm' then 'npm:' || m.source_package
        when 'git' then 'git:' || coalesce(m.repository_key, m.source_url) || coalesce('#' || m.source_branch, '')
        else 'upload:' || m.id
    end
from catalog.mcps m
where m.id = e.mcp_id;
alter table policy.exceptions alter column identity set not null;

-- Addresses of registries that are npm's for an organization.
alter table org.orgs add column mirrors text[] not null default '{}';

alter table policy.policies drop constraint policies_target_type_check;
alter table policy.policies add constraint policies_target_type_check check (
    target_type in ('MCP', 'CATEGORY', 'LICENSE', 'SCORE', 'LEVEL', 'STATUS', 'AGE', 'CONTROL', 'SOURCE', 'PINNED'));
