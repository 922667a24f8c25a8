-- name: listMcps
-- One statement for the page, the total and, when asked for, the facets; a row with a null doc where the page is empty.
with hit as materialized (
    select
        l.mcp_id,
        l.name,
        l.language,
        l.license,
        l.category,
        l.tags,
        l.featured,
        l.status,
        l.global_score,
        catalog.level_now(l, (select advisories.gaps())) as level,
        l.updated_at,
        l.item,
        case
            when :term::text is null then 0
            when l.name = :term then 4
            when lower(l.name) = lower(:term) then 3.5
            else
                word_similarity(lower(:term), lower(l.name)) * 2
                + ts_rank(l.words, websearch_to_tsquery('english', :term))
                + case when l.search like hub.contains(:term) then 1 else 0 end
        end as relevance
    from catalog.listings l
    where catalog.sees(:viewer::jsonb, l)
        and (:term::text is null
            or l.search like hub.contains(:term)
            or l.words @@ websearch_to_tsquery('english', :term)
            or word_similarity(lower(:term), l.search) >= 0.5)
        and (:language::text is null or lower(l.language) = lower(:language))
        and (:license::text is null or lower(l.license) = lower(:license))
        and (:category::text is null or l.category = :category)
        and (:tag::text is null or :tag = any (l.tags))
        and (:status::text is null or l.status = :status)
        and (:min_score::int is null or l.global_score >= :min_score)
        and (:level::int is null or catalog.level_now(l, (select advisories.gaps())) >= :level)
        and (:featured::boolean is null or l.featured = :featured)
),
page as (
    select
        h.item,
        row_number() over (
            order by
                case when :sort::text = 'name' then h.name end,
                case when :sort = 'updated' then h.updated_at end desc nulls last,
                case when :sort = 'relevance' then h.relevance end desc nulls last,
                case when :sort = 'relevance' then h.featured end desc nulls last,
                case when :sort in ('score', 'relevance') then h.global_score end desc nulls last,
                h.name,
                h.mcp_id
        ) as position
    from hit h
)
select catalog.as_of_now(page.item, (select advisories.in_doubt())) as doc, total.n as total, facets.doc as facets
from (select count(*)::int as n from hit) total
cross join lateral (
    select case when :facets::boolean then json_build_object(
        'language', (select hub.facet(array_agg(language)) from hit),
        'license', (select hub.facet(array_agg(license)) from hit),
        'category', (select hub.facet(array_agg(category)) from hit),
        'tag', (select hub.facet(array_agg(t)) from hit, unnest(tags) t),
        'status', (select hub.facet(array_agg(status)) from hit),
        'level', (select hub.facet(array_agg(level::text)) from hit)
    ) end as doc
) facets
left join page on page.position > :offset::bigint and page.position <= :offset::bigint + :limit::bigint
order by page.position;

-- name: getMcp
select catalog.as_of_now(l.detail, (select advisories.in_doubt())) as doc
from catalog.listings l
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l);
