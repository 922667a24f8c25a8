-- name: listUsers
-- The newest first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from identity.users u
        where (:plan::text is null or u.plan = :plan)
        and (:role::text is null or u.platform_role = :role)
        and case :status::text when 'DELETED' then u.deleted_at is not null else u.deleted_at is null and (:status::text is null or u.status = :status) end
        limit 10001
    ) few
) total
left join lateral (
    select identity.admin_doc(u)::text as doc, to_char(u.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, u.id::text as id, u.created_at as sorted, u.id as tie
    from identity.users u
    where (:plan::text is null or u.plan = :plan)
        and (:role::text is null or u.platform_role = :role)
        and case :status::text when 'DELETED' then u.deleted_at is not null else u.deleted_at is null and (:status::text is null or u.status = :status) end
        and (:after_id::text is null or (u.created_at, u.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by u.created_at desc, u.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: listUsersByEmail
-- By address.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from identity.users u
        where (:plan::text is null or u.plan = :plan)
        and (:role::text is null or u.platform_role = :role)
        and case :status::text when 'DELETED' then u.deleted_at is not null else u.deleted_at is null and (:status::text is null or u.status = :status) end
        limit 10001
    ) few
) total
left join lateral (
    select identity.admin_doc(u)::text as doc, lower(u.email) as key, u.id::text as id, lower(u.email) as sorted, u.id as tie
    from identity.users u
    where (:plan::text is null or u.plan = :plan)
        and (:role::text is null or u.platform_role = :role)
        and case :status::text when 'DELETED' then u.deleted_at is not null else u.deleted_at is null and (:status::text is null or u.status = :status) end
        and (:after_id::text is null or (lower(u.email), u.id) > (:after_key::text, :after_id::text::uuid))
    order by lower(u.email), u.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted, page.tie;

-- name: searchUsers
-- Those with this in name or address, the newest first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from identity.users u
        where lower(u.email || ' ' || u.name) like hub.contains(:search)
        and (:plan::text is null or u.plan = :plan)
        and (:role::text is null or u.platform_role = :role)
        and case :status::text when 'DELETED' then u.deleted_at is not null else u.deleted_at is null and (:status::text is null or u.status = :status) end
        limit 10001
    ) few
) total
left join lateral (
    select identity.admin_doc(u)::text as doc, to_char(u.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, u.id::text as id, u.created_at as sorted, u.id as tie
    from identity.users u
    where lower(u.email || ' ' || u.name) like hub.contains(:search)
        and (:plan::text is null or u.plan = :plan)
        and (:role::text is null or u.platform_role = :role)
        and case :status::text when 'DELETED' then u.deleted_at is not null else u.deleted_at is null and (:status::text is null or u.status = :status) end
        and (:after_id::text is null or (u.created_at, u.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by u.created_at desc, u.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: getUser
select identity.admin_detail(u)::text as doc, hub.etag(u.updated_at) as etag
from identity.users u
where u.id = :userId::text::uuid;

-- name: lockAdministrators
-- Who takes rights away takes turns, so that somebody is left.
select pg_advisory_xact_lock(hashtextextended('administrators', 0));

-- name: createUser
with made as (
    insert into identity.users (email, email_verified, name, password, plan, platform_role)
    values (:email, :email_verified::boolean, :name, :password, coalesce(:plan, 'FREE'), :platform_role)
    returning *
)
select
    m.id as target, identity.admin_detail(m::identity.users)::text as doc, hub.etag(m.updated_at) as etag,
    '/api/v1/admin/users/' || m.id as location
from made m;

-- name: inviteUser
insert into identity.account_invitations (id, user_id, digest, mailed, expires_at)
values (:invitation::text::uuid, :user::text::uuid, :digest, :mailed::boolean, now() + make_interval(days => :days::int));

-- name: changeUser
-- What is given; a role also where none is given. Whoever asks keeps their own rights, and somebody stays administrator.
with old as (
    select u.*
    from identity.users u
    where u.id = :userId::text::uuid
        and u.deleted_at is null
    for no key update
),
changed as (
    update identity.users u
    set name = coalesce(:name, u.name),
        email = coalesce(:email, u.email),
        email_verified = u.email_verified and (:email::text is null or lower(:email) = lower(u.email)),
        plan = coalesce(:plan, u.plan),
        platform_role = case when :sets_role::boolean then :platform_role else u.platform_role end,
        status = coalesce(:status, u.status),
        updated_at = now()
    from old
    where u.id = old.id
    returning u.*
)
select
    c.id as target, identity.admin_doc(old::identity.users)::text as before, identity.admin_doc(c::identity.users)::text as after,
    identity.admin_detail(c::identity.users)::text as doc, hub.etag(c.updated_at) as etag,
    coalesce(
        hub.unmatched(:if_match, old.updated_at),
        case
            when old.id::text = :caller and (:sets_role::boolean or :status::text = 'SUSPENDED') then 'CONFLICT Nobody takes their own rights away'
            when old.status = :status then 'CONFLICT The user is ' || old.status || ' already'
            when old.platform_role = 'PLATFORM_ADMIN' and (:sets_role::boolean or :status::text = 'SUSPENDED') and c.platform_role is distinct from 'PLATFORM_ADMIN' or c.status = 'SUSPENDED' and old.platform_role = 'PLATFORM_ADMIN' then
                case when not exists (
                    select
                    from identity.users a
                    where a.platform_role = 'PLATFORM_ADMIN'
                        and a.status = 'ACTIVE'
                        and a.deleted_at is null
                        and a.id <> old.id
                ) then 'CONFLICT This is the last administrator' end
        end) as refusal
from changed c, old;

-- name: deleteUser
with gone as (
    update identity.users u
    set deleted_at = now(),
        updated_at = now()
    where u.id = :userId::text::uuid
        and u.deleted_at is null
    returning u.*
),
ended as (
    update identity.sessions s
    set revoked_at = now(),
        revoked_because = 'the account was deleted'
    from gone
    where s.user_id = gone.id
        and s.revoked_at is null
)
select
    g.id as target, identity.admin_doc(g::identity.users)::text as before,
    case
        when g.id::text = :caller then 'CONFLICT Nobody deletes their own account here'
        when g.platform_role = 'PLATFORM_ADMIN' and not exists (
            select
            from identity.users a
            where a.platform_role = 'PLATFORM_ADMIN'
                and a.status = 'ACTIVE'
                and a.deleted_at is null
                and a.id <> g.id
        ) then 'CONFLICT This is the last administrator'
        when owned.slugs is not null then 'CONFLICT The user owns organizations, which have to be handed over first: ' || owned.slugs
    end as refusal
from gone g
cross join lateral (
    select string_agg(o.slug, ', ' order by o.slug) as slugs
    from org.members m
    join org.orgs o on o.id = m.org_id and o.deleted_at is null
    where m.user_id = g.id
        and m.role = 'OWNER'
) owned;

-- name: restoreUser
with back as (
    update identity.users u
    set deleted_at = null,
        updated_at = now()
    where u.id = :userId::text::uuid
        and u.deleted_at is not null
        and u.email not like 'purged-%@invalid'
    returning *
)
select b.id as target, identity.admin_detail(b::identity.users)::text as doc, hub.etag(b.updated_at) as etag
from back b;

-- name: purgeUser
-- What others refer to stays, without a name.
with old as (
    select u.*
    from identity.users u
    where u.id = :userId::text::uuid
        and u.deleted_at is not null
        and u.email not like 'purged-%@invalid'
    for no key update
),
forgotten as (
    update identity.users u
    set email = 'purged-' || u.id || '@invalid',
        email_verified = false,
        name = 'Purged user',
        password = null,
        platform_role = null,
        updated_at = now()
    from old
    where u.id = old.id
    returning u.id
),
identities as (
    delete from identity.external_identities e using old where e.user_id = old.id
),
memberships as (
    delete from org.members m using old where m.user_id = old.id and m.role <> 'OWNER'
),
sessions as (
    delete from identity.sessions s using old where s.user_id = old.id
)
select f.id as target, json_build_object('purged', true)::text as after
from forgotten f;

-- name: lockUsers
select u.id
from identity.users u
where u.id in (select jsonb_array_elements_text(:ids::jsonb)::uuid)
order by u.id
for no key update;

-- name: setStatusOfMany
-- Each id that was given is in the report once: changed, or with the reason why not.
with asked as (
    select a.id::uuid as id, row_number() over (partition by a.id::uuid order by a.place) as time, a.place
    from jsonb_array_elements_text(:ids::jsonb) with ordinality a(id, place)
),
judged as (
    select a.id, a.place, u.status, case
        when u.id is null then 'User not found'
        when a.time > 1 then 'Named more than once; it counts once'
        when u.status = :status then 'The user is ' || u.status || ' already'
        when u.id::text = :caller and :status = 'SUSPENDED' then 'Nobody suspends themselves'
    end as reason
    from asked a
    left join identity.users u on u.id = a.id and u.deleted_at is null
),
changed as (
    update identity.users u
    set status = :status,
        updated_at = now()
    from judged j
    where u.id = j.id
        and j.reason is null
    returning u.id
),
report as (
    select
        coalesce(json_agg(j.id order by j.place) filter (where j.reason is null), '[]') as succeeded,
        coalesce(json_agg(json_build_object('id', j.id, 'reason', j.reason) order by j.place) filter (where j.reason is not null), '[]') as failed,
        coalesce(json_object_agg(j.id, j.status) filter (where j.reason is null), '{}') as before
    from judged j
)
select
    r.before::text as before, json_build_object('status', :status::text, 'succeeded', r.succeeded)::text as after,
    json_build_object('succeeded', r.succeeded, 'failed', r.failed)::text as doc,
    (select count(*) from changed) as n
from report r;
