-- name: findInvitation
-- The invitation behind a link, whose organization's other writers wait; no row for one that is not good (any more).
select i.id, i.org_id, i.email, i.role, i.mailed, o.slug, o.display_name
from org.invitations i
join org.orgs o on o.id = i.org_id
where i.id = :invitation::text::uuid
    and i.digest = :digest
    and i.status = 'PENDING'
    and i.expires_at > now()
    and o.deleted_at is null
    and o.status = 'ACTIVE'
for no key update of o, i;

-- name: acceptInvitation
-- A person who is a member already keeps the role.
with accepted as (
    update org.invitations i
    set status = 'ACCEPTED',
        accepted_at = now(),
        accepted_by = :user::text::uuid
    where i.id = :invitation::text::uuid
    returning i.org_id, i.role
)
insert into org.members (org_id, user_id, role)
select a.org_id, :user::text::uuid, a.role
from accepted a
on conflict (org_id, user_id) do nothing
returning role;

-- name: findAccountInvitation
select i.user_id as id
from identity.account_invitations i
join identity.users u on u.id = i.user_id
where i.id = :invitation::text::uuid
    and i.digest = :digest
    and i.used_at is null
    and i.expires_at > now()
    and u.deleted_at is null
    and u.status = 'ACTIVE';

-- name: acceptAccountInvitation
-- Once.
with used as (
    update identity.account_invitations i
    set used_at = now()
    where i.id = :invitation::text::uuid
        and i.digest = :digest
        and i.used_at is null
        and i.expires_at > now()
    returning i.user_id, i.mailed
)
update identity.users u
set password = :password,
    email_verified = u.email_verified or used.mailed,
    updated_at = now()
from used
where u.id = used.user_id
    and u.deleted_at is null
    and u.status = 'ACTIVE'
returning u.id, u.email;
