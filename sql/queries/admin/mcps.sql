-- name: listMcps
-- The last changed first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from catalog.listings l
        where (:query::text is null or l.search like hub.contains(:query))
        and (:visibility::text is null or l.public = (:visibility = 'public'))
        and (:status::text is null or l.status = :status)
        and (:category::text is null or l.category = :category)
        and (:featured::boolean is null or l.featured = :featured::boolean)
        and (:owner::text is null or case when :owner = 'platform' then coalesce(l.org_id, l.owner_id) is null else l.org_id::text = :owner or l.owner_id::text = :owner or l.org_id = (select o.id from org.orgs o where o.slug = :owner) end)
        limit 10001
    ) few
) total
left join lateral (
    select catalog.as_of_now(l.item, (select advisories.in_doubt())) as doc, to_char(l.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, l.mcp_id::text as id, l.updated_at as sorted, l.mcp_id as tie
    from catalog.listings l
    where (:query::text is null or l.search like hub.contains(:query))
        and (:visibility::text is null or l.public = (:visibility = 'public'))
        and (:status::text is null or l.status = :status)
        and (:category::text is null or l.category = :category)
        and (:featured::boolean is null or l.featured = :featured::boolean)
        and (:owner::text is null or case when :owner = 'platform' then coalesce(l.org_id, l.owner_id) is null else l.org_id::text = :owner or l.owner_id::text = :owner or l.org_id = (select o.id from org.orgs o where o.slug = :owner) end)
        and (:after_id::text is null or (l.updated_at, l.mcp_id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by l.updated_at desc, l.mcp_id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: listMcpsByName
-- By name.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from catalog.listings l
        where (:query::text is null or l.search like hub.contains(:query))
        and (:visibility::text is null or l.public = (:visibility = 'public'))
        and (:status::text is null or l.status = :status)
        and (:category::text is null or l.category = :category)
        and (:featured::boolean is null or l.featured = :featured::boolean)
        and (:owner::text is null or case when :owner = 'platform' then coalesce(l.org_id, l.owner_id) is null else l.org_id::text = :owner or l.owner_id::text = :owner or l.org_id = (select o.id from org.orgs o where o.slug = :owner) end)
        limit 10001
    ) few
) total
left join lateral (
    select catalog.as_of_now(l.item, (select advisories.in_doubt())) as doc, l.name as key, l.mcp_id::text as id, l.name as sorted, l.mcp_id as tie
    from catalog.listings l
    where (:query::text is null or l.search like hub.contains(:query))
        and (:visibility::text is null or l.public = (:visibility = 'public'))
        and (:status::text is null or l.status = :status)
        and (:category::text is null or l.category = :category)
        and (:featured::boolean is null or l.featured = :featured::boolean)
        and (:owner::text is null or case when :owner = 'platform' then coalesce(l.org_id, l.owner_id) is null else l.org_id::text = :owner or l.owner_id::text = :owner or l.org_id = (select o.id from org.orgs o where o.slug = :owner) end)
        and (:after_id::text is null or (l.name, l.mcp_id) > (:after_key::text, :after_id::text::uuid))
    order by l.name, l.mcp_id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted, page.tie;

-- name: getMcp
select catalog.as_of_now(l.detail, (select advisories.in_doubt())) as doc, hub.etag(m.updated_at) as etag
from catalog.listings l
join catalog.mcps m on m.id = l.mcp_id
where l.mcp_id = :mcpId::text::uuid;

-- name: createMcp
with made as (
    insert into catalog.mcps (
        name, visibility, source_type, source_package, source_url, source_branch, repository_key, repo_url, repo_directory, category, category_confirmed, tags, featured, org_id)
    select
        :name, coalesce(:visibility, 'public'), :source_type, :package, :url, :branch, :repository_key, :repo_url, :repo_directory, :category, true,
        array(select distinct catalog.normal_tag(tag) from jsonb_array_elements_text(coalesce(:tags::jsonb, '[]')) tag where catalog.normal_tag(tag) <> ''),
        coalesce(:featured::boolean, false), :org_id::text::uuid
    where :org_id::text is null
        or exists (select from org.orgs o where o.id = :org_id::text::uuid and o.deleted_at is null)
    returning id
)
select id
from made;

-- name: createdMcp
select
    m.id as target, m.org_id as org, l.detail as doc, hub.etag(m.updated_at) as etag, '/api/v1/admin/mcps/' || m.id as location,
    case when m.org_id is null and m.visibility = 'private' then
        'BAD_REQUEST Invalid field ''visibility'': what belongs to the platform is public' end as refusal
from catalog.mcps m
join catalog.listings l on l.mcp_id = m.id
where m.id = :mcpId::text::uuid;

-- name: queueCreated
select analysis.ask_version(:mcpId::text::uuid, :wanted);

-- name: lockMcp
-- As it is before a change.
select l.detail as before, hub.unmatched(:if_match, m.updated_at) as refusal, m.org_id
from catalog.mcps m
join catalog.listings l on l.mcp_id = m.id
where m.id = :mcpId::text::uuid
    and m.deleted_at is null
for no key update of m;

-- name: changeMcp
update catalog.mcps m
set name = coalesce(:name, m.name),
    description = coalesce(:description, m.description),
    homepage = coalesce(:homepage, m.homepage),
    visibility = coalesce(:visibility, m.visibility),
    featured = coalesce(:featured::boolean, m.featured),
    category = case when :sets_category::boolean then :category else m.category end,
    category_confirmed = m.category_confirmed or :sets_category::boolean,
    tags = case when :tags::jsonb is null then m.tags else array(
        select distinct catalog.normal_tag(tag) from jsonb_array_elements_text(:tags::jsonb) tag where catalog.normal_tag(tag) <> '') end,
    updated_at = now()
where m.id = :mcpId::text::uuid;

-- name: changedMcp
select
    m.id as target, m.org_id as org, :before::text as before, l.detail as doc, hub.etag(m.updated_at) as etag, coalesce(
        :refusal::text,
        case
            when :sets_category::boolean and :category::text is not null and not :known_category::boolean then 'NOT_FOUND Category not found'
            when m.visibility = 'private' and coalesce(m.org_id, m.owner_id) is null then 'BAD_REQUEST Invalid field ''visibility'': what belongs to the platform is public'
        end) as refusal
from catalog.mcps m
join catalog.listings l on l.mcp_id = m.id
where m.id = :mcpId::text::uuid;

-- name: knowsCategory
select count(*) = 1 as known
from catalog.categories c
where c.slug = :category;

-- name: buryMcp
-- With all its evidence; that it was there stays.
with gone as (
    select m.*
    from catalog.mcps m
    where m.id = :mcpId::text::uuid
    for update
),
stone as (
    insert into catalog.tombstones (mcp_id, name, visibility, source_type, source, org_id, area_id, owner_id)
    select g.id, g.name, g.visibility, g.source_type, coalesce(g.source_package, g.source_url), g.org_id, coalesce(g.area_id, g.area_before), g.owner_id
    from gone g
    on conflict do nothing
)
select
    g.id as target, g.org_id as org,
    json_build_object('name', g.name, 'visibility', g.visibility, 'source_type', g.source_type, 'source', coalesce(g.source_package, g.source_url), 'versions', (
        select count(*) from analysis.versions v where v.mcp_id = g.id))::text as before
from gone g;

-- name: tarballsOf
select distinct v.tarball_sha256 as sha256
from analysis.versions v
where v.mcp_id = :mcpId::text::uuid
    and v.tarball_sha256 is not null;

-- name: removeMcp
delete from catalog.mcps m
where m.id = :mcpId::text::uuid;

-- name: removeTarballs
-- Those that no other version is made of.
delete from analysis.tarballs t
where t.sha256 in (select jsonb_array_elements_text(:tarballs::jsonb))
    and not exists (select from analysis.versions v where v.tarball_sha256 = t.sha256);
