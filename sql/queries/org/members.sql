-- name: listMembers
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from org.members m where m.org_id = :orgId::text::uuid) total
left join lateral (
    select org.member_doc(m.user_id, m.role, m.joined_at) as doc, m.joined_at, m.user_id
    from org.members m
    where m.org_id = :orgId::text::uuid
    order by m.joined_at, m.user_id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.joined_at, page.user_id;

-- name: changeMemberRole
with old as (
    select m.role, m.joined_at
    from org.members m
    where m.org_id = :orgId::text::uuid
        and m.user_id = :userId::text::uuid
),
me as (
    select m.role
    from org.members m
    where m.org_id = :orgId::text::uuid
        and m.user_id = :caller::text::uuid
),
refused as (
    select case
        when old.role = 'OWNER' then 'FORBIDDEN The owner''s role changes only by transferring the organization'
        when old.role = 'ADMIN' and me.role <> 'OWNER' and :userId::text::uuid <> :caller::text::uuid
            then 'FORBIDDEN Only the owner changes the role of another admin'
        when :role = 'ADMIN' and old.role <> 'ADMIN' and me.role <> 'OWNER' then 'FORBIDDEN Only the owner makes somebody an admin'
    end as refusal
    from old, me
),
changed as (
    update org.members m
    set role = :role
    from refused
    where m.org_id = :orgId::text::uuid
        and m.user_id = :userId::text::uuid
        and refused.refusal is null
    returning m.user_id
)
select
    :userId::text as target,
    org.member_doc(:userId::text::uuid, old.role, old.joined_at)::text as before,
    org.member_doc(:userId::text::uuid, :role, old.joined_at)::text as doc,
    refused.refusal
from old, refused;

-- name: removeMember
with old as (
    select m.role, m.joined_at
    from org.members m
    where m.org_id = :orgId::text::uuid
        and m.user_id = :userId::text::uuid
),
me as (
    select m.role
    from org.members m
    where m.org_id = :orgId::text::uuid
        and m.user_id = :caller::text::uuid
),
refused as (
    select case
        when old.role = 'OWNER' then 'CONFLICT The owner cannot be removed: transfer the organization first'
        when old.role = 'ADMIN' and me.role <> 'OWNER' and :userId::text::uuid <> :caller::text::uuid
            then 'FORBIDDEN Only the owner removes another admin'
    end as refusal
    from old, me
),
gone as (
    delete from org.members m
    using refused
    where m.org_id = :orgId::text::uuid
        and m.user_id = :userId::text::uuid
        and refused.refusal is null
    returning m.user_id
)
select :userId::text as target, org.member_doc(:userId::text::uuid, old.role, old.joined_at)::text as before, refused.refusal
from old, refused;

-- name: leaveOrg
with old as (
    select m.role, m.joined_at
    from org.members m
    where m.org_id = :orgId::text::uuid
        and m.user_id = :caller::text::uuid
),
gone as (
    delete from org.members m
    using old
    where m.org_id = :orgId::text::uuid
        and m.user_id = :caller::text::uuid
        and old.role <> 'OWNER'
    returning m.user_id
)
select
    :caller::text as target,
    org.member_doc(:caller::text::uuid, old.role, old.joined_at)::text as before,
    case when old.role = 'OWNER' then 'CONFLICT The owner cannot leave: transfer the organization first' end as refusal
from old;
