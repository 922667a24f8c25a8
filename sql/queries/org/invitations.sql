-- name: listInvitations
-- The open ones, the newest first.
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from org.invitations i where i.org_id = :orgId::text::uuid and i.status = 'PENDING') total
left join lateral (
    select org.invitation_doc(i) as doc, i.created_at, i.id
    from org.invitations i
    where i.org_id = :orgId::text::uuid
        and i.status = 'PENDING'
    order by i.created_at desc, i.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.created_at desc, page.id;

-- name: sweepInvitations
-- One that ran out makes room for a new one.
delete from org.invitations i
where i.org_id = :orgId::text::uuid
    and lower(i.email) = lower(:email)
    and i.status = 'PENDING'
    and i.expires_at <= now();

-- name: invite
-- Only the owner makes admins.
with me as (
    select m.role
    from org.members m
    where m.org_id = :orgId::text::uuid
        and m.user_id = :caller::text::uuid
),
member as (
    select u.id
    from identity.users u
    join org.members m on m.user_id = u.id
    where lower(u.email) = lower(:email)
        and m.org_id = :orgId::text::uuid
),
made as (
    insert into org.invitations (id, org_id, email, role, digest, mailed, invited_by, expires_at)
    select
        :invitation::text::uuid, :orgId::text::uuid, :email, :role, :digest, :mailed::boolean, :caller::text::uuid,
        now() + make_interval(days => :days::int)
    where not exists (select from member)
    returning *
)
select
    coalesce(made.id::text, '') as target,
    org.invitation_doc(made::org.invitations)::text as doc,
    '/api/v1/orgs/' || :orgId::text || '/invitations/' || made.id as location,
    case
        when :role = 'ADMIN' and me.role <> 'OWNER' then 'FORBIDDEN Only the owner invites admins'
        when made.id is null then 'CONFLICT This person is a member already'
    end as refusal
from me
left join made on true;

-- name: resendInvitation
-- The link before is dead with this. Whoever has the new one may join by it: for an admin's, that is the owner's to give.
with me as (
    select m.role
    from org.members m
    where m.org_id = :orgId::text::uuid
        and m.user_id = :caller::text::uuid
),
renewed as (
    update org.invitations i
    set digest = :digest,
        mailed = :mailed::boolean,
        expires_at = now() + make_interval(days => :days::int)
    where i.org_id = :orgId::text::uuid
        and i.id = :invitationId::text::uuid
        and i.status = 'PENDING'
    returning *
)
select
    r.id as target,
    r.email,
    org.invitation_doc(r::org.invitations)::text as doc,
    case when r.role = 'ADMIN' and me.role <> 'OWNER' then 'FORBIDDEN Only the owner invites admins' end as refusal
from renewed r
cross join me;

-- name: revokeInvitation
with gone as (
    update org.invitations i
    set status = 'REVOKED'
    where i.org_id = :orgId::text::uuid
        and i.id = :invitationId::text::uuid
        and i.status = 'PENDING'
    returning *
)
select g.id as target, org.invitation_doc(g::org.invitations)::text as before
from gone g;
