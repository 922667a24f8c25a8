-- name: listRegistries
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from org.registries r where r.org_id = :orgId::text::uuid) total
left join lateral (
    select org.registry_doc(r) as doc, r.scope
    from org.registries r
    where r.org_id = :orgId::text::uuid
    order by r.scope
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.scope;

-- name: declareRegistry
-- Another address is another source: not while packages are catalogued from the one before.
with old as (
    select r.*
    from org.registries r
    where r.org_id = :orgId::text::uuid
        and r.scope = :scope
),
used as (
    select m.name
    from catalog.mcps m
    join old on m.source_registry = old.url
    where m.org_id = :orgId::text::uuid
        and m.deleted_at is null
        and split_part(m.source_package, '/', 1) = :scope
    order by m.name
    limit 1
),
declared as (
    insert into org.registries as r (org_id, scope, url, token, updated_by)
    values (:orgId::text::uuid, :scope, :url, :sealed, :caller::text::uuid)
    on conflict (org_id, scope) do update
    set url = excluded.url,
        token = excluded.token,
        updated_by = excluded.updated_by,
        updated_at = now()
    returning *
)
select
    :orgId::text as target,
    org.registry_doc(old::org.registries)::text as before,
    org.registry_doc(d::org.registries)::text as doc,
    case when old.url <> d.url and used.name is not null
        then 'CONFLICT ' || used.name || ' is catalogued from ' || old.url || ': delete what is from there first' end as refusal
from declared d
left join old on true
left join used on true;

-- name: removeRegistry
with old as (
    select r.*
    from org.registries r
    where r.org_id = :orgId::text::uuid
        and r.scope = :scope
),
used as (
    select m.name
    from catalog.mcps m
    join old on m.source_registry = old.url
    where m.org_id = :orgId::text::uuid
        and m.deleted_at is null
        and split_part(m.source_package, '/', 1) = :scope
    order by m.name
    limit 1
),
gone as (
    delete from org.registries r
    using old
    where r.org_id = old.org_id
        and r.scope = old.scope
    returning r.scope
)
select
    :orgId::text as target,
    org.registry_doc(old::org.registries)::text as before,
    case when used.name is not null then 'CONFLICT ' || used.name || ' is catalogued from there: delete it first' end as refusal
from old
join gone on true
left join used on true;
