-- What becomes of an MCP that no policy decides on, where a pipeline names an environment that is not on the organization's list, and that list.
alter table org.orgs
    add column unmatched text not null default 'ALLOW' check (unmatched in ('ALLOW', 'WARN', 'DENY')),
    add column unknown_environment text not null default 'WORST' check (unknown_environment in ('WORST', 'DENY')),
    add column environments text[] not null default '{}';

-- Until now they stood in policies only; one that is written in several ways is kept as it was written first.
update org.orgs o
set environments = named.environments
from (
    select once.org_id, array_agg(once.name order by once.created_at, once.position, once.name) as environments
    from (
        select distinct on (p.org_id, lower(e.name)) p.org_id, e.name, p.created_at, e.position
        from policy.policies p
        cross join unnest(p.environments) with ordinality e (name, position)
        order by p.org_id, lower(e.name), p.created_at, p.id, e.position
    ) once
    group by once.org_id
) named
where o.id = named.org_id;
