-- name: listOrgs
-- The newest first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from org.orgs o
        where (:plan::text is null or o.plan = :plan)
        and case :status::text when 'DELETED' then o.deleted_at is not null else o.deleted_at is null and (:status::text is null or o.status = :status) end
        limit 10001
    ) few
) total
left join lateral (
    select org.admin_doc(o)::text as doc, to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, o.id::text as id, o.created_at as sorted, o.id as tie
    from org.orgs o
    where (:plan::text is null or o.plan = :plan)
        and case :status::text when 'DELETED' then o.deleted_at is not null else o.deleted_at is null and (:status::text is null or o.status = :status) end
        and (:after_id::text is null or (o.created_at, o.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by o.created_at desc, o.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: listOrgsBySlug
-- By slug.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from org.orgs o
        where (:plan::text is null or o.plan = :plan)
        and case :status::text when 'DELETED' then o.deleted_at is not null else o.deleted_at is null and (:status::text is null or o.status = :status) end
        limit 10001
    ) few
) total
left join lateral (
    select org.admin_doc(o)::text as doc, o.slug as key, o.id::text as id, o.slug as sorted, o.id as tie
    from org.orgs o
    where (:plan::text is null or o.plan = :plan)
        and case :status::text when 'DELETED' then o.deleted_at is not null else o.deleted_at is null and (:status::text is null or o.status = :status) end
        and (:after_id::text is null or (o.slug, o.id) > (:after_key::text, :after_id::text::uuid))
    order by o.slug, o.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted, page.tie;

-- name: searchOrgs
-- Those with this in slug or name, the newest first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from org.orgs o
        where lower(o.slug || ' ' || o.name || ' ' || o.display_name) like hub.contains(:search)
        and (:plan::text is null or o.plan = :plan)
        and case :status::text when 'DELETED' then o.deleted_at is not null else o.deleted_at is null and (:status::text is null or o.status = :status) end
        limit 10001
    ) few
) total
left join lateral (
    select org.admin_doc(o)::text as doc, to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, o.id::text as id, o.created_at as sorted, o.id as tie
    from org.orgs o
    where lower(o.slug || ' ' || o.name || ' ' || o.display_name) like hub.contains(:search)
        and (:plan::text is null or o.plan = :plan)
        and case :status::text when 'DELETED' then o.deleted_at is not null else o.deleted_at is null and (:status::text is null or o.status = :status) end
        and (:after_id::text is null or (o.created_at, o.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by o.created_at desc, o.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: getOrg
select org.admin_doc(o)::text as doc, hub.etag(o.updated_at) as etag
from org.orgs o
where o.id = :orgId::text::uuid;

-- name: createOrg
with owner as (
    select u.id
    from identity.users u
    where u.id = :owner_id::text::uuid
        and u.deleted_at is null
),
made as (
    insert into org.orgs (name, slug, display_name, plan)
    select :name, :slug, coalesce(:display_name, :name), coalesce(:plan, 'ENTERPRISE')
    from owner
    returning *
),
owned as (
    insert into org.members (org_id, user_id, role)
    select m.id, o.id, 'OWNER'
    from made m
    cross join owner o
    returning org_id
)
select
    m.id as target, m.id as org, (org.org_doc(m::org.orgs)::jsonb || jsonb_build_object('members', 1, 'owner_id', :owner_id::text, 'deleted_at', null))::text as doc,
    hub.etag(m.updated_at) as etag, '/api/v1/admin/orgs/' || m.id as location
from made m
cross join owned;

-- name: changeOrg
with old as (
    select o.*
    from org.orgs o
    where o.id = :orgId::text::uuid
        and o.deleted_at is null
    for no key update
),
changed as (
    update org.orgs o
    set name = coalesce(:name, o.name),
        display_name = coalesce(:display_name, :name, o.display_name),
        plan = coalesce(:plan, o.plan),
        status = coalesce(:status, o.status),
        updated_at = now()
    from old
    where o.id = old.id
    returning o.*
)
select
    c.id as target, c.id as org, org.org_doc(old::org.orgs)::text as before, org.org_doc(c::org.orgs)::text as after,
    org.admin_doc(c::org.orgs)::text as doc, hub.etag(c.updated_at) as etag,
    coalesce(
        hub.unmatched(:if_match, old.updated_at),
        case when old.status = :status then 'CONFLICT The organization is ' || old.status || ' already' end) as refusal
from changed c, old;

-- name: deleteOrg
with gone as (
    update org.orgs o
    set deleted_at = now(),
        updated_at = now()
    where o.id = :orgId::text::uuid
        and o.deleted_at is null
    returning *
)
select g.id as target, g.id as org, org.org_doc(g::org.orgs)::text as before
from gone g;

-- name: restoreOrg
with back as (
    update org.orgs o
    set deleted_at = null,
        updated_at = now()
    where o.id = :orgId::text::uuid
        and o.deleted_at is not null
        and o.slug not like 'purged-%'
    returning *
)
select b.id as target, b.id as org, org.admin_doc(b::org.orgs)::text as doc, hub.etag(b.updated_at) as etag
from back b;

-- name: purgeOrg
-- The row stays for what refers to it: public MCPs, and its audit.
with old as (
    select o.*
    from org.orgs o
    where o.id = :orgId::text::uuid
        and o.deleted_at is not null
        and o.slug not like 'purged-%'
    for update
),
forgotten as (
    update org.orgs o
    set name = 'Purged organization',
        slug = 'purged-' || replace(o.id::text, '-', ''),
        display_name = 'Purged organization',
        updated_at = now()
    from old
    where o.id = old.id
    returning o.id
)
select f.id as target, f.id as org, org.org_doc(old::org.orgs)::text as before, json_build_object('purged', true)::text as after
from forgotten f, old;

-- name: privateMcps
-- Of an organization, or of a user.
select m.id
from catalog.mcps m
where (m.org_id = :orgId::text::uuid or m.owner_id = :userId::text::uuid)
    and m.visibility = 'private';

-- name: emptyOrg
with mcps as (
    update catalog.mcps m set area_id = null where m.org_id = :orgId::text::uuid and m.area_id is not null
),
webhooks as (
    delete from webhook.subscriptions s where s.org_id = :orgId::text::uuid
),
evaluations as (
    delete from policy.evaluations e where e.org_id = :orgId::text::uuid
),
policies as (
    delete from policy.policies p where p.org_id = :orgId::text::uuid
),
tokens as (
    delete from org.tokens t where t.org_id = :orgId::text::uuid
),
invitations as (
    delete from org.invitations i where i.org_id = :orgId::text::uuid
),
area_members as (
    delete from org.area_members a where a.org_id = :orgId::text::uuid
)
delete from org.members m
where m.org_id = :orgId::text::uuid;

-- name: emptyAreas
with rulebooks as (
    delete from policy.rulebooks r where r.org_id = :orgId::text::uuid
)
delete from org.areas a
where a.org_id = :orgId::text::uuid;
