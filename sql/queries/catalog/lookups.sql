-- name: lookUp
-- Which MCPs are meant: by their source, by what their archive is, by name, or, the least, by the repository that they say is theirs.
with candidate as (
    select m.id, 'source' as match, 1 as rank
    from catalog.mcps m
    where m.deleted_at is null
        and m.source_type = 'npm'
        and m.source_package = :package
        and m.source_registry is not distinct from :registry::text
    union all
    select m.id, 'source', 1
    from catalog.mcps m
    where m.deleted_at is null
        and m.source_type = 'git'
        and m.repository_key = :repository
    union all
    select v.mcp_id, 'archive', 2
    from analysis.versions v
    where v.tarball_sha256 = :sha256
    union all
    select m.id, 'name', 3
    from catalog.mcps m
    where m.deleted_at is null
        and lower(m.name) = lower(:name)
    union all
    select m.id, 'repository', 4
    from catalog.mcps m
    where m.deleted_at is null
        and lower(m.repo_url) = 'https://' || :repository::text
),
found as (
    select distinct on (c.id) c.id, c.match, c.rank, l.name, l.item
    from candidate c
    join catalog.listings l on l.mcp_id = c.id
    where catalog.sees(:viewer::jsonb, l)
    order by c.id, c.rank
)
select page.doc as doc, total.n as total
from (select count(*)::int as n from found) total
left join lateral (
    select
        f.rank, f.name, f.id,
        json_build_object(
            'match', f.match,
            'mcp', catalog.as_of_now(f.item, (select advisories.in_doubt()))::json,
            'version', (
                select catalog.version_brief(v)
                from analysis.versions v
                where v.mcp_id = f.id
                    and (v.visible_version = :version or v.source_ref = :version or v.tarball_sha256 = :sha256)
                order by v.created_at desc, v.id
                limit 1)
        )::text as doc
    from found f
    order by f.rank, f.name, f.id
    limit 100
) page on true
order by page.rank, page.name, page.id;
