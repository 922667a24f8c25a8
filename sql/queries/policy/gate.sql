-- name: whatIsMeant
-- The sources that each name may mean, the oldest first: an MCP is found by its name, its package and its repository, among the organization's own and in the public catalog.
select (
        select coalesce(json_agg(meant.sources order by asked.ordinality), '[]')
        from jsonb_array_elements_text(:names::jsonb) with ordinality asked (name, ordinality)
        left join lateral (
            select coalesce(json_agg(json_build_object(
                'identity', s.identity, 'package', s.package, 'name', s.name, 'public', s.public, 'branch', s.branch, 'mcps', s.mcps) order by s.since, s.identity), '[]') as sources
            from (
                select
                    catalog.identity(c) as identity, min(c.source_package) as package, min(c.source_branch) as branch, min(c.name) as name,
                    bool_or(c.visibility = 'public') as public, json_agg(c.id) as mcps, min(c.created_at) as since
                from policy.named(o.id, :viewer::jsonb, asked.name) c
                group by 1
            ) s
        ) meant on true
    )::text as meant
from org.orgs o
where o.id = :org::text::uuid
    and o.deleted_at is null;

-- name: packuments
-- What the registry has of each package that the organization knows of, null for all others: that somebody else has registered one is nobody's business. The choices are null where they
-- were made for other clients than now. That a gate has asked is noted, so that they are looked at sooner.
with known as (
    select asked.name, policy.package_key(:org::text::uuid, asked.name) as key, asked.ordinality, exists (
        select from policy.registered(:org::text::uuid, :viewer::jsonb, jsonb_build_object('package', asked.name))) as yes
    from jsonb_array_elements_text(:packages::jsonb) with ordinality asked (name, ordinality)
)
select
    json_agg(
        (select json_build_object(
            'as_of', hub.utc(p.as_of), 'trouble', p.trouble, 'stale', analysis.package_is_stale('npm', p.name), 'latest', p.tags ->> 'latest',
            'choices', case when p.choices_for = :clients then to_json(p.choices) end)
        from analysis.packages p
        where k.yes
            and p.ecosystem = 'npm'
            and p.name = k.key
            and (p.as_of is not null or p.trouble is not null))
        order by k.ordinality)::text as packuments
from known k
cross join (select analysis.note_asked('npm', array(select known.key from known where known.yes)) offset 0) noted;

-- name: packument
-- The whole of one, for a range.
select analysis.packument('npm', policy.package_key(:org::text::uuid, :name))::text as packument;

-- name: gateInput
-- All that a verdict is made of, as of one moment: the rules, and what is known of each source that is asked about, in the releases that are asked about. Evidence belongs to the
-- release: what the public catalog has of it counts before what the organization registered for itself.
select
    policy.rulebook(o.id, :scoring)::text as rulebook,
    to_json(analysis.methods())::text as methods,
    (select a.id from org.areas a where a.org_id = o.id and (a.id::text = lower(:area) or a.slug = :area))::text as area,
    (
        select coalesce(json_agg(json_build_object(
            'catalogued', r.ids is not null,
            -- whose area has to be seen by who reads of it; what is public is for everybody
            'areas', coalesce(r.areas, '[]'),
            'suspected', (
                select coalesce(json_agg(distinct v.visible_version), '[]')
                from analysis.versions v
                where v.mcp_id = any (r.ids)
                    and v.suspicion is not null),
            'releases', coalesce((select json_agg(x.release order by x.place) from policy.releases(first.m, r.ids, wanted.versions, components.matter, method.is_former) x), '[]'))
            order by asked.ordinality), '[]')
        from jsonb_array_elements(:asked::jsonb) with ordinality asked (item, ordinality)
        left join lateral (
            select n as m
            from policy.registered(o.id, :viewer::jsonb, asked.item) n
            limit 1
        ) first on true
        cross join lateral (
            select
                array_agg(n.id order by n.visibility <> 'public', n.created_at, n.id) as ids,
                json_agg(distinct n.area_id) filter (where n.visibility = 'private' and n.area_id is not null) as areas
            from policy.registered(o.id, :viewer::jsonb, asked.item) n
        ) r
        cross join lateral (
            -- asked for none, the latest one is meant
            select case
                when jsonb_typeof(asked.item -> 'versions') = 'array' then array(select jsonb_array_elements_text(asked.item -> 'versions'))
                when r.ids is not null then array[(catalog.latest_version(r.ids[1])).visible_version]
            end as versions
            offset 0
        ) wanted
    )::text as facts
from org.orgs o
cross join lateral (select :components::boolean or policy.asks_for_components(o.id) as matter offset 0) components
cross join lateral (select coalesce(:scoring, org.method(o)) <> analysis.newest_method() as is_former offset 0) method
where o.id = :org::text::uuid
    and o.deleted_at is null;

-- name: alternatives
-- The newest certified releases of packages of which another was denied.
select json_agg(
    coalesce((select json_agg(x.release order by x.place) from policy.releases(first.m, r.ids, newest.versions, components.matter, method.is_former) x), '[]')
    order by asked.ordinality)::text as alternatives
from org.orgs o
cross join lateral (select :components::boolean or policy.asks_for_components(o.id) as matter offset 0) components
cross join lateral (select coalesce(:scoring, org.method(o)) <> analysis.newest_method() as is_former offset 0) method
cross join jsonb_array_elements_text(:packages::jsonb) with ordinality asked (name, ordinality)
left join lateral (
    select n as m
    from policy.registered(o.id, :viewer::jsonb, jsonb_build_object('package', asked.name)) n
    limit 1
) first on true
cross join lateral (
    select array_agg(n.id order by n.visibility <> 'public', n.created_at, n.id) as ids
    from policy.registered(o.id, :viewer::jsonb, jsonb_build_object('package', asked.name)) n
) r
cross join lateral (
    select array(
        select v.visible_version
        from analysis.versions v
        where v.mcp_id = any (r.ids)
            and v.status = 'CERTIFIED'
            and v.snapshot_id is not null
            and v.visible_version not like '%-%'
        group by v.visible_version
        order by hub.semver_key(v.visible_version) collate "C" desc
        limit 5) as versions
    offset 0
) newest
where o.id = :org::text::uuid
    and o.deleted_at is null;

-- name: catalogInput
-- The same for all MCPs that the viewer sees, by name, each in its newest certified version.
select
    policy.rulebook(o.id, :scoring)::text as rulebook,
    to_json(analysis.methods())::text as methods,
    (select a.id from org.areas a where a.org_id = o.id and (a.id::text = lower(:area) or a.slug = :area))::text as area,
    (
        select coalesce(json_agg(policy.facts(seen.m, v, s, true, method.is_former) order by lower((seen.m).name), (seen.m).id), '[]')
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
        cross join lateral catalog.latest_certified_version((seen.m).id) v
        join analysis.snapshots s on s.id = analysis.snapshot_for(v, method.is_former)
    )::text as facts
from org.orgs o
cross join lateral (select coalesce(:scoring, org.method(o)) <> analysis.newest_method() as is_former offset 0) method
where o.id = :org::text::uuid
    and o.deleted_at is null;

-- name: keepEvaluation
with book as (
    insert into policy.rulebooks (org_id, digest, doc)
    values (:org::text::uuid, :digest, :rulebook)
    on conflict do nothing
),
used as (
    insert into policy.usages (org_id, mcp_id, subject, version, versions, environment, evaluation_id, seen_at)
    select
        :org::text::uuid, (r.release -> 'facts' ->> 'mcp_id')::uuid, :subject, min(r.release ->> 'version'), array_agg(distinct r.release ->> 'version'), :environment::text,
        :id::text::uuid, :at::text::timestamptz
    from json_array_elements(:facts::text::json) known
    cross join json_array_elements(known -> 'releases') r (release)
    where :subject::text is not null
        and r.release -> 'facts' ->> 'mcp_id' is not null
    group by r.release -> 'facts' ->> 'mcp_id'
    on conflict (org_id, mcp_id, subject) do update
    set version = excluded.version,
        versions = excluded.versions,
        environment = excluded.environment,
        evaluation_id = excluded.evaluation_id,
        seen_at = excluded.seen_at
)
insert into policy.evaluations (
    id, org_id, environment, result, mcps, denied, caller_kind, caller_id, caller_name, rulebook, request, facts, answer, created_at)
values (
    :id::text::uuid, :org::text::uuid, :environment::text, :result, :mcps::int, :denied::int, :caller_kind, :caller::text::uuid, :caller_name, :digest,
    :request, :facts::text, :answer, :at::text::timestamptz)
returning (
    select coalesce(t.enforcement, a.enforcement, o.enforcement)
    from org.orgs o
    left join org.tokens t on t.org_id = o.id and t.id = :caller::text::uuid
    left join org.areas a on a.org_id = o.id and a.id = :area_id::text::uuid
    where o.id = :org::text::uuid) as enforcement;

-- name: listUsages
-- Which repositories of the organization use an MCP, whichever registration of its source stood for it; the latest first.
with asked as (
    select m.id, m.package_key, m.repository_key, m.source_branch
    from catalog.mcps m
    join catalog.listings l on l.mcp_id = m.id
    where m.id = :mcpId::text::uuid
        and m.deleted_at is null
        and (m.visibility = 'public' or m.org_id = :orgId::text::uuid)
        and catalog.sees(:viewer::jsonb, l)
),
registered as (
    select asked.id
    from asked
    union
    select r.id
    from asked
    join catalog.mcps r on r.source_type = 'npm' and r.deleted_at is null and r.package_key = asked.package_key
    union
    select r.id
    from asked
    join catalog.mcps r on r.source_type = 'git' and r.deleted_at is null and r.repository_key = asked.repository_key
        and r.source_branch is not distinct from asked.source_branch
),
used as (
    select distinct on (u.subject) u.*
    from policy.usages u
    where u.org_id = :orgId::text::uuid
        and u.mcp_id in (select registered.id from registered)
    order by u.subject, u.seen_at desc
)
select page.doc::text as doc, (select count(*)::int from used) as total
from asked
left join lateral (
    select
        json_build_object(
            'subject', u.subject, 'version', u.version, 'versions', u.versions, 'environment', u.environment, 'evaluation_id', u.evaluation_id, 'seen_at', hub.utc(u.seen_at)) as doc,
        u.seen_at, u.subject
    from used u
    order by u.seen_at desc, u.subject
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.seen_at desc, page.subject;

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
        cross join lateral policy.areas_of(known) area
        where not coalesce(:viewer::jsonb -> 'whole' ? e.org_id::text or :viewer::jsonb -> 'areas' ? area, false));

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
            -- what a method turns is told in one message, which comes first
            and not exists (select from policy.method_notices n where n.org_id = due.org_id)
            and not exists (select from org.orgs o where o.id = due.org_id and o.scoring is not null and o.scoring_until <= now())
            and not exists (
                select
                from policy.evaluations newer
                where newer.org_id = due.org_id
                    and coalesce(newer.environment, '') || ' ' || coalesce(newer.caller_id::text, '')
                        = coalesce(due.environment, '') || ' ' || coalesce(due.caller_id::text, '')
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
