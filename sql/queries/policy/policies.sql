-- name: listPolicies
-- In the order in which they are looked at.
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from policy.policies p where p.org_id = :orgId::text::uuid) total
left join lateral (
    select policy.policy_doc(p) as doc, p.priority, p.created_at, p.id
    from policy.policies p
    where p.org_id = :orgId::text::uuid
    order by p.priority, p.created_at, p.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.priority, page.created_at, page.id;

-- name: getPolicy
select policy.policy_doc(p)::text as doc
from policy.policies p
where p.org_id = :orgId::text::uuid
    and p.id = :policyId::text::uuid;

-- name: createPolicy
with made as (
    insert into policy.policies (
        org_id, name, description, action, target_type, target_value, conditions, environments, area_id, priority, enabled, created_by)
    select
        :orgId::text::uuid, :name, :description, :action, :target_type, :target_value, :conditions::jsonb,
        array(select jsonb_array_elements_text(:environments::jsonb)), :area_id::text::uuid, :priority::int, :enabled::boolean, :caller::text::uuid
    where :area_id::text is null
        or exists (select from org.areas a where a.org_id = :orgId::text::uuid and a.id = :area_id::text::uuid)
    returning *
),
listed as (
    update org.orgs o
    set environments = org.environments_with(o.environments, made.environments),
        updated_at = now()
    from made
    where o.id = :orgId::text::uuid
        and org.environments_with(o.environments, made.environments) <> o.environments
    returning cardinality(o.environments) as n
)
select
    made.id as target, policy.policy_doc(made::policy.policies)::text as doc,
    '/api/v1/orgs/' || :orgId::text || '/policies/' || made.id as location,
    case
        when not known.category then 'BAD_REQUEST Invalid field ''target_value'': no category has the slug ' || :target_value
        when made.id is null then 'NOT_FOUND Area not found'
        when listed.n > 50 then 'CONFLICT An organization has 50 environments or fewer; with this policy it would have ' || listed.n
    end as refusal
from (select :target_type <> 'CATEGORY' or exists (select from catalog.categories c where c.slug = :target_value) as category) known
left join made on true
left join listed on true;

-- name: findPolicy
-- As it is now, for whoever changes it: nobody else does meanwhile.
select policy.policy_doc(p)::text as doc
from policy.policies p
where p.org_id = :orgId::text::uuid
    and p.id = :policyId::text::uuid
for update of p;

-- name: changePolicy
with changed as (
    update policy.policies p
    set name = :name,
        description = :description,
        action = :action,
        target_type = :target_type,
        target_value = :target_value,
        conditions = :conditions::jsonb,
        environments = array(select jsonb_array_elements_text(:environments::jsonb)),
        area_id = :area_id::text::uuid,
        priority = :priority::int,
        enabled = :enabled::boolean,
        version = p.version + 1,
        updated_at = now()
    where p.org_id = :orgId::text::uuid
        and p.id = :policyId::text::uuid
        and (:area_id::text is null or exists (select from org.areas a where a.org_id = :orgId::text::uuid and a.id = :area_id::text::uuid))
    returning *
),
listed as (
    update org.orgs o
    set environments = org.environments_with(o.environments, changed.environments),
        updated_at = now()
    from changed
    where o.id = :orgId::text::uuid
        and org.environments_with(o.environments, changed.environments) <> o.environments
    returning cardinality(o.environments) as n
)
select
    :policyId::text as target, :before::text as before, policy.policy_doc(c::policy.policies)::text as doc,
    case
        when not known.category then 'BAD_REQUEST Invalid field ''target_value'': no category has the slug ' || :target_value
        when c.id is null then 'NOT_FOUND Area not found'
        when listed.n > 50 then 'CONFLICT An organization has 50 environments or fewer; with this policy it would have ' || listed.n
    end as refusal
from (select :target_type <> 'CATEGORY' or exists (select from catalog.categories k where k.slug = :target_value) as category) known
left join changed c on true
left join listed on true;

-- name: deletePolicy
with gone as (
    delete from policy.policies p
    where p.org_id = :orgId::text::uuid
        and p.id = :policyId::text::uuid
    returning *
)
select g.id as target, policy.policy_doc(g::policy.policies)::text as before
from gone g;

-- name: reorderPolicies
with wanted as (
    select value::uuid as id, (ordinality * 10)::int as priority
    from jsonb_array_elements_text(:policies::jsonb) with ordinality
),
complete as (
    select not exists (
        select
        from wanted w
        full join (select p.id from policy.policies p where p.org_id = :orgId::text::uuid) p on p.id = w.id
        where w.id is null or p.id is null) as yes
),
old as (
    select json_agg(json_build_object('id', p.id, 'priority', p.priority) order by p.priority, p.created_at, p.id) as doc
    from policy.policies p
    where p.org_id = :orgId::text::uuid
),
moved as (
    update policy.policies p
    set priority = w.priority,
        version = case when p.priority = w.priority then p.version else p.version + 1 end,
        updated_at = case when p.priority = w.priority then p.updated_at else now() end
    from wanted w, complete
    where p.org_id = :orgId::text::uuid
        and p.id = w.id
        and complete.yes
    returning p.*
)
select
    :orgId::text as target,
    json_build_object('policies', old.doc)::text as before,
    (select json_build_object('policies', json_agg(json_build_object('id', m.id, 'priority', m.priority) order by m.priority)) from moved m)::text as after,
    (select json_build_object('policies', json_agg(policy.policy_doc(m::policy.policies) order by m.priority)) from moved m)::text as doc,
    case when not complete.yes then 'CONFLICT Every policy of the organization must be named, and no other' end as refusal
from old, complete;

-- name: listExceptions
select page.doc::text as doc, total.n as total
from policy.policies p
cross join lateral (
    select count(*)::int as n
    from policy.exceptions e
    where e.org_id = p.org_id
        and e.policy_id = p.id
        and policy.sees(:viewer::jsonb, e.mcp_id)
) total
left join lateral (
    select policy.exception_doc(e) as doc, e.created_at, e.id
    from policy.exceptions e
    where e.org_id = p.org_id
        and e.policy_id = p.id
        and policy.sees(:viewer::jsonb, e.mcp_id)
    order by e.created_at desc, e.id
    limit :limit::bigint offset :offset::bigint
) page on true
where p.org_id = :orgId::text::uuid
    and p.id = :policyId::text::uuid
order by page.created_at desc, page.id;

-- name: createException
-- For a source: of all its registrations the public one stands for it. A name that may mean two is nobody's.
with subject as (
    select found.m as m, catalog.identity(found.m) as identity
    from (
        select n as m
        from policy.named(:orgId::text::uuid, :viewer::jsonb, :mcp_name) n
        where :mcp_name::text is not null
        union all
        select r as m
        from policy.registered(:orgId::text::uuid, :viewer::jsonb, :mcp_source::jsonb) r
        where :mcp_source::jsonb is not null
    ) found
    order by (found.m).visibility <> 'public', (found.m).created_at
),
one as (
    select (array_agg((s.m).id))[1] as id, min(s.identity) as identity, count(distinct s.identity) as n, string_agg(distinct s.identity, ' and ') as identities
    from subject s
),
made as (
    insert into policy.exceptions (org_id, policy_id, mcp_id, identity, version, reason, approved_by, ends_at)
    select p.org_id, p.id, one.id, one.identity, case when one.identity like 'npm:%' then regexp_replace(:version, '^[v=\s]+', '') else :version end, :reason, :caller::text::uuid, :ends_at::text::timestamptz
    from one, policy.policies p
    where one.n = 1
        and p.org_id = :orgId::text::uuid
        and p.id = :policyId::text::uuid
    returning *
)
select
    coalesce(made.id, p.id) as target, policy.exception_doc(made::policy.exceptions)::text as doc,
    '/api/v1/orgs/' || p.org_id || '/policies/' || p.id || '/exceptions/' || made.id as location,
    case
        when one.n = 0 then 'NOT_FOUND MCP not found'
        when one.n > 1 then 'CONFLICT This name may mean ' || one.identities || '; say which'
        when one.identity like 'npm:%' and :version !~ '^[v=\s]*\d+\.\d+\.\d+' then 'BAD_REQUEST Invalid field ''version'': must be exact, such as 1.2.0'
    end as refusal
from policy.policies p
cross join one
left join made on true
where p.org_id = :orgId::text::uuid
    and p.id = :policyId::text::uuid;

-- name: endException
with gone as (
    update policy.exceptions e
    set ended_at = now()
    where e.org_id = :orgId::text::uuid
        and e.policy_id = :policyId::text::uuid
        and e.id = :exceptionId::text::uuid
        and e.ended_at is null
    returning *
)
select g.id as target, policy.exception_doc(g::policy.exceptions)::text as before
from gone g;
