-- name: listOrgs
-- The caller's own: a person's memberships, or the one organization of a token.
select page.doc::text as doc, total.n as total
from (
    select count(*)::int as n
    from org.orgs o
    where o.deleted_at is null
        and o.id::text in (select jsonb_array_elements_text(:caller_orgs::jsonb))
) total
left join lateral (
    select org.org_doc(o) as doc, o.slug
    from org.orgs o
    where o.deleted_at is null
        and o.id::text in (select jsonb_array_elements_text(:caller_orgs::jsonb))
    order by o.slug
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.slug;

-- name: getOrg
select (org.org_doc(o)::jsonb || jsonb_build_object(
    'members', (select count(*) from org.members m where m.org_id = o.id),
    'areas', (select count(*) from org.areas a where a.org_id = o.id),
    'owner_id', (select m.user_id from org.members m where m.org_id = o.id and m.role = 'OWNER')))::text as doc
from org.orgs o
where o.id = :orgId::text::uuid
    and o.deleted_at is null;

-- name: createOrg
-- Whoever makes it owns it. Names that strangers know as somebody else's are for administrators to give.
with made as (
    insert into org.orgs (name, slug, display_name, plan)
    values (:name, :slug, coalesce(:display_name, :name), :plan)
    returning *
),
owned as (
    insert into org.members (org_id, user_id, role)
    select id, :caller::text::uuid, 'OWNER'
    from made
)
select
    m.id as target, m.id as org, org.org_doc(m::org.orgs)::text as doc, '/api/v1/orgs/' || m.id as location,
    'CONFLICT The slug ' || m.slug || ' is, or can be confused with, the scope ' || org.scope_like(m.slug)
        || ' of packages in the public catalog; an administrator of the platform gives it to whom it belongs' as refusal
from made m;

-- name: updateOrg
-- An environment that a policy names stays on the list: off it, the policy would be of no environment that there is. What is not given stays, but that a new name is the name as people
-- read it, too, where another one is not given.
with old as (
    select o.*
    from org.orgs o
    where o.id = :orgId::text::uuid
        and o.deleted_at is null
),
listed as (
    select array(select jsonb_array_elements_text(:environments::jsonb)) as environments
    where :environments::jsonb is not null
),
twice as (
    select array_agg(e.name order by e.position) as names
    from listed
    cross join unnest(listed.environments) with ordinality e (name, position)
    group by lower(e.name)
    having count(*) > 1
    order by min(e.position)
    limit 1
),
missed as (
    select e.name
    from listed
    join policy.policies p on p.org_id = :orgId::text::uuid
    cross join unnest(p.environments) e (name)
    where not exists (select from unnest(listed.environments) kept (name) where lower(kept.name) = lower(e.name))
    order by e.name
    limit 1
),
changed as (
    update org.orgs o
    set name = coalesce(:name, o.name),
        display_name = coalesce(:display_name, :name, o.display_name),
        scoring = case when :scoring = analysis.newest_method() then null else coalesce(:scoring, o.scoring) end,
        unknown_mcps = coalesce(:unknown_mcps, o.unknown_mcps),
        unmatched = coalesce(:unmatched, o.unmatched),
        unknown_environment = coalesce(:unknown_environment, o.unknown_environment),
        environments = coalesce((select l.environments from listed l), o.environments),
        enforcement = coalesce(:enforcement, o.enforcement),
        baseline = case
            when :baseline::text = 'none' then null
            else coalesce((select e.id from policy.evaluations e where e.org_id = o.id and e.id::text = lower(:baseline)), o.baseline)
        end,
        grace_minutes = coalesce(:grace_minutes::int, o.grace_minutes),
        mirrors = case when :mirrors::jsonb is null then o.mirrors else array(select jsonb_array_elements_text(:mirrors::jsonb)) end,
        updated_at = now()
    from old
    where o.id = old.id
    returning o.*
)
select
    c.id as target,
    org.org_doc(old::org.orgs)::text as before,
    org.org_doc(c::org.orgs)::text as doc,
    case
        when not :scoring::text = any (analysis.methods())
            then 'BAD_REQUEST Invalid field ''scoring'': must be ' || array_to_string(analysis.methods(), ' or ')
        when c.scoring is not null and :scoring::text is not null and (c.scoring_until > now()) is not true
            then 'CONFLICT ' || :scoring || ' counts no longer here; ' || analysis.newest_method() || ' does'
        when twice.names is not null
            then 'BAD_REQUEST Invalid field ''environments'': ' || array_to_string(twice.names, ' and ') || ' are one environment'
        when :baseline::text <> 'none' and c.baseline::text is distinct from lower(:baseline) then 'NOT_FOUND Evaluation not found'
        when missed.name is not null then 'CONFLICT A policy names the environment ' || missed.name || ': change it first'
    end as refusal
from changed c
cross join old
left join twice on true
left join missed on true;

-- name: deleteOrg
-- Soft: the data stays, the slug stays taken, the tokens and the membership count no longer.
with gone as (
    update org.orgs o
    set deleted_at = now(),
        updated_at = now()
    where o.id = :orgId::text::uuid
        and o.deleted_at is null
    returning o.*
)
select g.id as target, org.org_doc(g::org.orgs)::text as before
from gone g;

-- name: transferOrg
-- The owner of a moment ago, who reads that from an older snapshot, may be it no longer.
with target as (
    select m.user_id, u.status
    from org.members m
    join identity.users u on u.id = m.user_id
    where m.org_id = :orgId::text::uuid
        and m.user_id = :user_id::text::uuid
        and u.deleted_at is null
),
owner as (
    select m.user_id
    from org.members m
    where m.org_id = :orgId::text::uuid
        and m.role = 'OWNER'
),
swapped as (
    update org.members m
    set role = case when m.user_id = owner.user_id then 'ADMIN' else 'OWNER' end
    from owner, target
    where m.org_id = :orgId::text::uuid
        and m.user_id in (owner.user_id, target.user_id)
        and owner.user_id = :caller::text::uuid
        and target.user_id <> owner.user_id
        and target.status = 'ACTIVE'
    returning m.user_id
)
select
    o.id as target,
    json_build_object('owner_id', owner.user_id)::text as before,
    json_build_object('owner_id', target.user_id)::text as after,
    org.org_doc(o)::text as doc,
    case
        when owner.user_id <> :caller::text::uuid then 'CONFLICT You own this organization no longer'
        when target.user_id = owner.user_id then 'CONFLICT You own this organization already'
        when target.status <> 'ACTIVE' then 'CONFLICT The account of this member is suspended'
    end as refusal
from target, owner, org.orgs o
where o.id = :orgId::text::uuid;
