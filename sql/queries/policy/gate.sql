-- name: gateInput
-- All that a verdict is made of, as of one moment: the rules, and what is known of each MCP that is asked about.
select
    policy.rulebook(o.id)::text as rulebook,
    (select a.id from org.areas a where a.org_id = o.id and (a.id::text = lower(:area) or a.slug = :area))::text as area,
    (
        select coalesce(json_agg(json_build_object(
            'catalogued', found.id is not null,
            'version_status', v.status,
            -- whose area has to be seen by who reads of it; what is public is for everybody
            'area_id', case when found.visibility = 'private' then found.area_id end,
            'facts', case when s.id is not null then policy.facts(found, v, s) end) order by asked.ordinality), '[]')
        from jsonb_array_elements(:asked::jsonb) with ordinality asked (item, ordinality)
        left join lateral (
            -- by name and by package, the organization's own before what is public: each branch is one look-up in an index
            select (candidate.m).*
            from (
                select m, 1 as rank
                from catalog.mcps m
                where m.visibility = 'private' and coalesce(m.org_id, m.owner_id) = o.id and m.org_id = o.id and m.deleted_at is null
                    and lower(m.name) = lower(asked.item ->> 'name')
                union all
                select m, 2
                from catalog.mcps m
                where m.visibility = 'private' and coalesce(m.org_id, m.owner_id) = o.id and m.org_id = o.id and m.deleted_at is null
                    and m.source_package = asked.item ->> 'name'
                union all
                select m, 3
                from catalog.mcps m
                where m.visibility = 'public' and m.deleted_at is null
                    and lower(m.name) = lower(asked.item ->> 'name')
                union all
                select m, 4
                from catalog.mcps m
                where m.visibility = 'public' and m.deleted_at is null and m.source_type = 'npm'
                    and m.source_package = asked.item ->> 'name'
            ) candidate
            join catalog.listings l on l.mcp_id = (candidate.m).id
            where coalesce(asked.item -> 'used_in' ->> 'kind', 'npm') = 'npm'
                and catalog.sees(:viewer::jsonb, l)
            order by candidate.rank
            limit 1
        ) found on true
        left join lateral (
            select v.*
            from analysis.versions v
            where v.mcp_id = found.id
                and case
                    when asked.item ->> 'version' is null then v.status in ('CERTIFIED', 'KNOWN_VULNERABLE') and v.snapshot_id is not null
                    else v.visible_version = asked.item ->> 'version'
                end
            order by v.created_at desc, v.id
            limit 1
        ) v on true
        left join analysis.snapshots s on s.id = v.snapshot_id
    )::text as facts
from org.orgs o
where o.id = :org::text::uuid
    and o.deleted_at is null;

-- name: catalogInput
-- The same for all MCPs that the viewer sees, by name, each in its newest certified version.
select
    policy.rulebook(o.id)::text as rulebook,
    (
        select coalesce(json_agg(policy.facts(seen.m, v, s) order by lower((seen.m).name)), '[]')
        from (
            select m
            from catalog.mcps m
            join catalog.listings l on l.mcp_id = m.id
            where m.deleted_at is null
                and (m.visibility = 'public' or m.org_id = o.id)
                and catalog.sees(:viewer::jsonb, l)
            order by lower(m.name), m.id
            limit :most::bigint
        ) seen
        cross join lateral (
            select v.*
            from analysis.versions v
            where v.mcp_id = (seen.m).id
                and v.status in ('CERTIFIED', 'KNOWN_VULNERABLE')
                and v.snapshot_id is not null
            order by v.created_at desc, v.id
            limit 1
        ) v
        join analysis.snapshots s on s.id = v.snapshot_id
    )::text as facts
from org.orgs o
where o.id = :orgId::text::uuid
    and o.deleted_at is null;

-- name: keepEvaluation
with book as (
    insert into policy.rulebooks (org_id, digest, doc)
    values (:org::text::uuid, :digest, :rulebook)
    on conflict do nothing
)
insert into policy.evaluations (
    id, org_id, environment, result, mcps, denied, caller_kind, caller_id, caller_name, rulebook, request, facts, answer, created_at)
values (
    :id::text::uuid, :org::text::uuid, :environment, :result, :mcps::int, :denied::int, :caller_kind, :caller::text::uuid, :caller_name, :digest,
    :request, :facts, :answer, :at::text::timestamptz);

-- name: listEvaluations
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from policy.evaluations e where e.org_id = :orgId::text::uuid) total
left join lateral (
    select policy.evaluation_doc(e) as doc, e.created_at, e.id
    from policy.evaluations e
    where e.org_id = :orgId::text::uuid
    order by e.created_at desc, e.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.created_at desc, page.id;

-- name: getEvaluation
select (policy.evaluation_doc(e)::jsonb || jsonb_build_object(
    'request', e.request::json, 'facts', e.facts::json, 'rulebook', b.doc::json, 'answer', e.answer::json))::text as doc
from policy.evaluations e
join policy.rulebooks b on b.org_id = e.org_id and b.digest = e.rulebook
where e.org_id = :orgId::text::uuid
    and e.id = :evaluationId::text::uuid
    and not exists (
        -- what was known of an MCP in an area, be it only that it is there, is for those who see the area
        select
        from json_array_elements(e.facts::json) known
        cross join lateral policy.area_of(known) area
        where area is not null
            and not coalesce(:viewer::jsonb -> 'whole' ? e.org_id::text or :viewer::jsonb -> 'areas' ? area, false));

-- name: claimRechecks
-- Each pipeline's newest evaluation per environment, where it passed and was not looked at for a while; another node's are left alone.
update policy.evaluations e
set rechecked_at = now()
where e.id in (
        select due.id
        from policy.evaluations due
        where due.result = 'PASS'
            and due.turned_at is null
            and due.caller_kind <> 'system'
            and coalesce(due.rechecked_at, due.created_at) < now() - make_interval(mins => :minutes::int)
            and not exists (
                select
                from policy.evaluations newer
                where newer.org_id = due.org_id
                    and newer.environment is not distinct from due.environment
                    and newer.caller_id is not distinct from due.caller_id
                    and newer.caller_kind <> 'system'
                    and (newer.created_at, newer.id) > (due.created_at, due.id))
        order by coalesce(due.rechecked_at, due.created_at)
        limit :most::int
        for update skip locked)
returning e.id, e.org_id, e.request;

-- name: turnEvaluation
update policy.evaluations e
set turned_at = now()
where e.org_id = :org::text::uuid
    and e.id = :evaluation::text::uuid
    and e.turned_at is null
returning e.id as target;
