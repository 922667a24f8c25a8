-- name: findByEmail
select u.id, u.email, u.email_verified, u.password, u.status, u.platform_role, u.deleted_at
from identity.users u
where lower(u.email) = lower(:email);

-- name: findById
select u.id, u.email, u.email_verified, u.password, u.status, u.platform_role, u.deleted_at
from identity.users u
where u.id = :user::text::uuid
    and u.deleted_at is null;

-- name: getMe
select (identity.user_doc(u)::jsonb || jsonb_build_object(
    'has_password', u.password is not null,
    'organizations', coalesce((
        select json_agg(json_build_object('id', o.id, 'slug', o.slug, 'display_name', o.display_name, 'role', m.role) order by o.slug)
        from org.members m
        join org.orgs o on o.id = m.org_id
        where m.user_id = u.id
            and o.deleted_at is null
    ), '[]'::json)))::text as doc
from identity.users u
where u.id = :caller::text::uuid
    and u.deleted_at is null;

-- name: addUser
insert into identity.users (email, email_verified, name, password, plan)
values (:email, :email_verified::boolean, :name, :password, :plan)
on conflict do nothing
returning id, identity.user_doc(users)::text as doc;

-- name: setPassword
update identity.users u
set password = :password,
    updated_at = now()
where u.id = :user::text::uuid
returning u.id;

-- name: noteSignIn
update identity.users u
set last_sign_in_at = now()
where u.id = :user::text::uuid;

-- name: grantPlatformAdmin
-- No row where the role stands already.
update identity.users u
set platform_role = 'PLATFORM_ADMIN',
    updated_at = now()
where u.id = :user::text::uuid
    and u.platform_role is distinct from 'PLATFORM_ADMIN'
returning u.id;

-- name: makeAdministrator
-- By whoever runs the hub: that the address is theirs is taken on trust.
update identity.users u
set platform_role = 'PLATFORM_ADMIN',
    plan = :plan,
    password = :password,
    email_verified = true,
    status = 'ACTIVE',
    updated_at = now()
where u.id = :user::text::uuid
returning identity.user_doc(u)::text as doc;

-- name: takeOver
-- An issuer proved whose the address is; a password that somebody else may have set is good no longer.
update identity.users u
set email_verified = true,
    password = case when u.email_verified then u.password end,
    updated_at = now()
where u.id = :user::text::uuid
returning u.id;

-- name: link
insert into identity.external_identities (issuer, subject, user_id)
values (:issuer, :subject, :user::text::uuid)
on conflict do nothing
returning user_id;
