-- name: listCategories
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from catalog.categories) total
left join lateral (
    select catalog.category_doc(c) as doc, c.slug
    from catalog.categories c
    order by c.slug
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.slug;

-- name: createCategory
with made as (
    insert into catalog.categories (slug, name, description, parent_id)
    values (:slug, :name, coalesce(:description, ''), (select p.id from catalog.categories p where p.id = :parent_id::text::uuid))
    returning *
)
select
    m.id as target, catalog.category_doc(m::catalog.categories)::text as doc, '/api/v1/admin/categories/' || m.id as location,
    case when :parent_id::text is not null and not exists (
        select from catalog.categories p where p.id = :parent_id::text::uuid and p.parent_id is null
    ) then 'BAD_REQUEST Invalid field ''parent_id'': must be a category at the top' end as refusal
from made m;

-- name: updateCategory
with old as (
    select c.*
    from catalog.categories c
    where c.id = :categoryId::text::uuid
    for no key update
),
changed as (
    update catalog.categories c
    set slug = :slug,
        name = :name,
        description = coalesce(:description, ''),
        parent_id = (select p.id from catalog.categories p where p.id = :parent_id::text::uuid),
        updated_at = now()
    from old
    where c.id = old.id
    returning c.*
)
select
    c.id as target, catalog.category_doc(old::catalog.categories)::text as before, catalog.category_doc(c::catalog.categories)::text as doc, old.slug as old_slug,
    case when :parent_id::text is not null and (
        c.id::text = :parent_id
        or not exists (select from catalog.categories p where p.id = :parent_id::text::uuid and p.parent_id is null)
        or exists (select from catalog.categories k where k.parent_id = c.id)
    ) then 'BAD_REQUEST Invalid field ''parent_id'': must be another category at the top, of one that has none below itself' end as refusal
from changed c, old;

-- name: moveCategory
-- Its MCPs follow.
update catalog.mcps m
set category = :slug,
    updated_at = now()
where m.category = :old_slug
    and m.category is distinct from :slug;

-- name: getCategory
select catalog.category_doc(c)::text as doc
from catalog.categories c
where c.id = :categoryId::text::uuid;

-- name: deleteCategory
with gone as (
    delete from catalog.categories c
    where c.id = :categoryId::text::uuid
    returning *
)
select
    g.id as target, g.slug as old_slug, json_build_object('slug', g.slug, 'name', g.name)::text as before,
    case when :replace_with::text is not null and not exists (
        select from catalog.categories r where r.slug = :replace_with and r.id <> g.id
    ) then 'NOT_FOUND The category of ''replace_with'' was not found' end as refusal
from gone g;

-- name: listTags
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from catalog.tags) total
left join lateral (
    select catalog.tag_doc(t) as doc, t.tag
    from catalog.tags t
    order by t.tag
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.tag;

-- name: createTag
with made as (
    insert into catalog.tags (tag)
    select catalog.normal_tag(:tag)
    where catalog.normal_tag(:tag) <> ''
    returning *
)
select m.id as target, catalog.tag_doc(m::catalog.tags)::text as doc, '/api/v1/admin/tags/' || m.id as location
from made m;

-- name: renameTag
-- Into one that is there already, the two become one.
with old as (
    select t.*
    from catalog.tags t
    where t.id = :tagId::text::uuid
    for update
),
other as (
    select t.id
    from catalog.tags t, old
    where t.tag = catalog.normal_tag(:tag)
        and t.id <> old.id
),
merged as (
    delete from catalog.tags t using old, other where t.id = old.id
),
renamed as (
    update catalog.tags t
    set tag = catalog.normal_tag(:tag)
    from old
    where t.id = old.id
        and not exists (select from other)
        and catalog.normal_tag(:tag) <> ''
    returning t.id
)
select
    coalesce(r.id, other.id) as target, old.tag as old_tag, json_build_object('tag', old.tag)::text as before, json_build_object('tag', catalog.normal_tag(:tag))::text as after,
    case when catalog.normal_tag(:tag) = '' then 'BAD_REQUEST Invalid field ''tag'': needs a letter or digit' end as refusal
from old
left join other on true
left join renamed r on true;

-- name: retag
update catalog.mcps m
set tags = array(select distinct case when tag = :old_tag then catalog.normal_tag(:tag) else tag end from unnest(m.tags) tag),
    updated_at = now()
where :old_tag = any (m.tags);

-- name: getTag
select catalog.tag_doc(t)::text as doc
from catalog.tags t
where t.id = :tag_id::text::uuid;

-- name: deleteTag
with gone as (
    delete from catalog.tags t
    where t.id = :tagId::text::uuid
    returning *
)
select g.id as target, g.tag as old_tag, json_build_object('tag', g.tag)::text as before
from gone g;

-- name: untag
update catalog.mcps m
set tags = array_remove(m.tags, :old_tag),
    updated_at = now()
where :old_tag = any (m.tags);
