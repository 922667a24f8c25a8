-- name: listAreas
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from org.areas a where a.org_id = :orgId::text::uuid) total
left join lateral (
    select org.area_doc(a) as doc, a.slug
    from org.areas a
    where a.org_id = :orgId::text::uuid
    order by a.slug
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.slug;

-- name: getArea
select (org.area_doc(a)::jsonb || jsonb_build_object(
    'members', (select count(*) from org.area_members m where m.area_id = a.id),
    'mcps', (select count(*) from catalog.mcps c where c.area_id = a.id and c.deleted_at is null)))::text as doc
from org.areas a
where a.org_id = :orgId::text::uuid
    and a.id = :areaId::text::uuid;

-- name: createArea
with made as (
    insert into org.areas (org_id, name, slug, description, enforcement)
    values (:orgId::text::uuid, :name, :slug, coalesce(:description, ''), :enforcement)
    returning *
)
select m.id as target, org.area_doc(m::org.areas)::text as doc, '/api/v1/orgs/' || m.org_id || '/areas/' || m.id as location
from made m;

-- name: updateArea
with old as (
    select a.*
    from org.areas a
    where a.org_id = :orgId::text::uuid
        and a.id = :areaId::text::uuid
),
changed as (
    update org.areas a
    set name = :name,
        slug = coalesce(:slug, a.slug),
        description = coalesce(:description, ''),
        enforcement = coalesce(:enforcement, a.enforcement),
        updated_at = now()
    from old
    where a.id = old.id
    returning a.*
)
select c.id as target, org.area_doc(old::org.areas)::text as before, org.area_doc(c::org.areas)::text as doc
from changed c, old;

-- name: goesWithArea
-- What the deletion of an area takes along, as the audit has each when it is deleted by itself.
select 'POLICY_DELETED' as action, p.id::text as target, policy.policy_doc(p)::text as before
from policy.policies p
where p.org_id = :orgId::text::uuid
    and p.area_id = :areaId::text::uuid
union all
select
    'AREA_MEMBER_REMOVED', m.user_id::text,
    (org.member_doc(m.user_id, m.role, m.joined_at)::jsonb || jsonb_build_object('area_id', m.area_id))::text
from org.area_members m
where m.org_id = :orgId::text::uuid
    and m.area_id = :areaId::text::uuid
union all
select 'TOKEN_REVOKED', t.id::text, org.token_doc(t)::text
from org.tokens t
where t.org_id = :orgId::text::uuid
    and t.area_id = :areaId::text::uuid
    and t.revoked_at is null
order by action desc, target;

-- name: deleteArea
-- Not while it has MCPs: without their area they would be seen by the whole organization. The audit reads what goes with it.
with old as (
    select a.*, exists (select from catalog.mcps c where c.area_id = a.id and c.deleted_at is null) as used
    from org.areas a
    where a.org_id = :orgId::text::uuid
        and a.id = :areaId::text::uuid
),
freed as (
    update catalog.mcps c
    set area_id = null,
        area_before = c.area_id -- who saw it then is still all who learn that it was deleted
    from old
    where c.area_id = old.id
        and c.deleted_at is not null
        and not old.used
)
select
    old.id as target,
    (org.area_doc(a)::jsonb || (
        select jsonb_build_object('policies', count(*), 'policy_ids', coalesce(json_agg(p.id order by p.id), '[]'))
        from policy.policies p
        where p.org_id = a.org_id
            and p.area_id = a.id
    ) || (
        select jsonb_build_object('members', count(*), 'member_ids', coalesce(json_agg(m.user_id order by m.user_id), '[]'))
        from org.area_members m
        where m.area_id = a.id
    ))::text as before,
    case when old.used then 'CONFLICT The area still has MCPs: move or delete them first' end as refusal
from old
join org.areas a on a.id = old.id;

-- name: dropArea
delete from org.areas a
where a.org_id = :orgId::text::uuid
    and a.id = :areaId::text::uuid;

-- name: listAreaMembers
select page.doc::text as doc, total.n as total
from org.areas a
cross join lateral (select count(*)::int as n from org.area_members m where m.area_id = a.id) total
left join lateral (
    select org.member_doc(m.user_id, m.role, m.joined_at) as doc, m.joined_at, m.user_id
    from org.area_members m
    where m.area_id = a.id
    order by m.joined_at, m.user_id
    limit :limit::bigint offset :offset::bigint
) page on true
where a.org_id = :orgId::text::uuid
    and a.id = :areaId::text::uuid
order by page.joined_at, page.user_id;

-- name: addAreaMember
with member as (
    select m.user_id
    from org.members m
    join org.areas a on a.org_id = m.org_id
    where m.org_id = :orgId::text::uuid
        and a.id = :areaId::text::uuid
        and m.user_id = :user_id::text::uuid
),
made as (
    insert into org.area_members (org_id, area_id, user_id, role)
    select :orgId::text::uuid, :areaId::text::uuid, member.user_id, :role
    from member
    returning user_id, role, joined_at
)
select
    m.user_id as target,
    org.member_doc(m.user_id, m.role, m.joined_at)::text as doc,
    (org.member_doc(m.user_id, m.role, m.joined_at)::jsonb || jsonb_build_object('area_id', :areaId::text))::text as after,
    '/api/v1/orgs/' || :orgId::text || '/areas/' || :areaId::text || '/members/' || m.user_id as location
from made m;

-- name: changeAreaMemberRole
-- In an area nobody gives, changes or takes a role above the own one; admins and the owner of the organization stand above all.
with old as (
    select m.role, m.joined_at
    from org.area_members m
    where m.org_id = :orgId::text::uuid
        and m.area_id = :areaId::text::uuid
        and m.user_id = :userId::text::uuid
),
changed as (
    update org.area_members m
    set role = :role
    from old
    where m.area_id = :areaId::text::uuid
        and m.user_id = :userId::text::uuid
        and not (:in_area::boolean and 'OWNER' in (old.role, :role))
    returning m.user_id
)
select
    :userId::text as target,
    (org.member_doc(:userId::text::uuid, old.role, old.joined_at)::jsonb || jsonb_build_object('area_id', :areaId::text))::text as before,
    (org.member_doc(:userId::text::uuid, :role, old.joined_at)::jsonb || jsonb_build_object('area_id', :areaId::text))::text as after,
    org.member_doc(:userId::text::uuid, :role, old.joined_at)::text as doc,
    case when :in_area::boolean and 'OWNER' in (old.role, :role) then 'FORBIDDEN An area''s owner is above its admins' end as refusal
from old;

-- name: removeAreaMember
with old as (
    select m.role, m.joined_at
    from org.area_members m
    where m.org_id = :orgId::text::uuid
        and m.area_id = :areaId::text::uuid
        and m.user_id = :userId::text::uuid
),
gone as (
    delete from org.area_members m
    using old
    where m.area_id = :areaId::text::uuid
        and m.user_id = :userId::text::uuid
        and not (:in_area::boolean and old.role = 'OWNER')
    returning m.user_id
)
select
    :userId::text as target,
    (org.member_doc(:userId::text::uuid, old.role, old.joined_at)::jsonb || jsonb_build_object('area_id', :areaId::text))::text as before,
    case when :in_area::boolean and old.role = 'OWNER' then 'FORBIDDEN An area''s owner is above its admins' end as refusal
from old;
