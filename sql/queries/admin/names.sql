-- name: listNameClashes
-- What cannot be told apart by its name: sources that bear a name of the public catalog, packages in it that are called something else, and organizations named like a scope of it.
-- All MCPs are read, and which of them clash is told for a page only.
with borne as not materialized (
    select lower(m.name) as name, m.id, m.created_at, m.visibility, catalog.identity(m) collate "C" as identity
    from catalog.mcps m
    where m.deleted_at is null
    union all
    select lower(m.source_package), m.id, m.created_at, m.visibility, catalog.identity(m) collate "C"
    from catalog.mcps m
    where m.source_type = 'npm' and m.visibility = 'public' and m.deleted_at is null
        and lower(m.source_package) <> lower(m.name)
),
clashes as materialized (
    select 'NAME' as kind, b.name, null::uuid as org
    from borne b
    where coalesce(:kind, 'NAME') = 'NAME'
    group by b.name
    having min(b.identity) <> max(b.identity) and bool_or(b.visibility = 'public')
    union all
    select 'PACKAGE_NAME', m.name, null
    from catalog.mcps m
    where coalesce(:kind, 'PACKAGE_NAME') = 'PACKAGE_NAME'
        and m.source_type = 'npm' and m.visibility = 'public' and m.deleted_at is null
        and m.name <> m.source_package
    union all
    select 'SCOPE', o.slug, o.id
    from org.orgs o
    where coalesce(:kind, 'SCOPE') = 'SCOPE'
        and o.deleted_at is null
        and org.scope_like(o.slug) is not null
),
page as materialized (
    select c.kind, c.name, c.org, c.kind || ' ' || c.name collate "C" as key
    from clashes c
    where :after_id::text is null
        or c.kind || ' ' || c.name collate "C" > :after_key::text
    order by key
    limit :limit::bigint offset :offset::bigint
),
bearers as (
    select p.key, b.id, b.created_at
    from page p
    join borne b on b.name = p.name
    where p.kind = 'NAME'
    union all
    select p.key, m.id, m.created_at
    from page p
    join catalog.mcps m on lower(m.name) = lower(p.name) and m.visibility = 'public' and m.deleted_at is null
    where p.kind = 'PACKAGE_NAME'
    union all
    select p.key, m.id, m.created_at
    from page p
    join catalog.mcps m on hub.skeleton(substr(split_part(m.source_package, '/', 1), 2)) = hub.skeleton(p.name)
        and m.source_type = 'npm' and m.visibility = 'public' and m.deleted_at is null and m.source_package like '@%'
    where p.kind = 'SCOPE'
),
told as (
    select p.key, catalog.clash_doc(p.kind, p.name, p.org, array_agg(b.id order by b.created_at, b.id))::text as doc
    from page p
    join bearers b on b.key = p.key
    group by p.key, p.kind, p.name, p.org
)
select
    told.doc, told.key, '00000000-0000-0000-0000-000000000000' as id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (select count(*)::int as n from clashes) total
left join told on true
order by told.key;
