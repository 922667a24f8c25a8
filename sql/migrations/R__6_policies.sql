-- The JSON of policies, exceptions and evaluations, and what the gate is told.

create or replace function policy.policy_doc(p policy.policies) returns json
language sql stable parallel safe
return json_build_object(
    'id', p.id,
    'org_id', p.org_id,
    'name', p.name,
    'description', p.description,
    'action', p.action,
    'target_type', p.target_type,
    'target_value', p.target_value,
    'conditions', p.conditions,
    'environments', p.environments,
    'area_id', p.area_id,
    'priority', p.priority,
    'enabled', p.enabled,
    'version', p.version,
    'created_by', p.created_by,
    'created_at', hub.utc(p.created_at),
    'updated_at', hub.utc(p.updated_at)
);

create or replace function policy.exception_doc(e policy.exceptions) returns json
language sql stable parallel safe
return json_build_object(
    'id', e.id,
    'policy_id', e.policy_id,
    'mcp_id', e.mcp_id,
    'mcp', (select m.name from catalog.mcps m where m.id = e.mcp_id),
    'identity', e.identity,
    'version', e.version,
    'reason', e.reason,
    'approved_by', e.approved_by,
    'status', case when e.ended_at is not null then 'ENDED' when e.ends_at <= now() then 'EXPIRED' else 'ACTIVE' end,
    'created_at', hub.utc(e.created_at),
    'ends_at', hub.utc(e.ends_at),
    'ended_at', hub.utc(e.ended_at)
);

create or replace function policy.approval_doc(a policy.approvals) returns json
language sql stable parallel safe
return json_build_object(
    'id', a.id,
    'identity', a.identity,
    'reason', a.reason,
    'approved_by', a.approved_by,
    'status', case when a.ended_at is not null then 'ENDED' when a.ends_at <= now() then 'EXPIRED' else 'ACTIVE' end,
    'created_at', hub.utc(a.created_at),
    'ends_at', hub.utc(a.ends_at),
    'ended_at', hub.utc(a.ended_at)
);

create or replace function policy.request_doc(r policy.requests) returns json
language sql stable parallel safe
return json_build_object(
    'id', r.id,
    'identity', r.identity,
    'environment', r.environment,
    'reason', r.reason,
    'status', r.status,
    'requested_by', r.requested_by,
    'created_at', hub.utc(r.created_at),
    'decided_by', r.decided_by,
    'decided_at', hub.utc(r.decided_at),
    'decision', r.decision,
    'exception_id', r.exception_id,
    'approval_id', r.approval_id
);

-- All that decides for an organization, in the order in which it does; by this method of scoring, null for the one that it goes by.
create or replace function policy.rulebook(of_org uuid, by_method text) returns json
language sql stable parallel safe
return (
    select json_build_object(
        'semantics', 2,
        'scoring', coalesce(by_method, org.method(o)),
        'mirrors', to_json(o.mirrors),
        'scopes', (select coalesce(json_object_agg(r.scope, r.url order by r.scope), '{}') from org.registries r where r.org_id = of_org),
        'grace_minutes', o.grace_minutes,
        'unknown_mcps', o.unknown_mcps,
        'unmatched', o.unmatched,
        'unknown_environment', o.unknown_environment,
        'environments', to_json(o.environments),
        'policies', coalesce((
            select json_agg(json_build_object(
                'id', p.id, 'version', p.version, 'name', p.name, 'action', p.action, 'target_type', p.target_type,
                'target_value', p.target_value, 'conditions', p.conditions, 'environments', p.environments, 'area_id', p.area_id, 'priority', p.priority)
                order by p.priority, p.created_at, p.id)
            from policy.policies p
            where p.org_id = of_org
                and p.enabled), '[]'),
        'exceptions', coalesce((
            select json_agg(json_build_object(
                'id', e.id, 'policy_id', e.policy_id, 'mcp_id', e.mcp_id, 'identity', e.identity, 'version', e.version, 'reason', e.reason, 'ends_at', hub.utc(e.ends_at))
                order by e.created_at, e.id)
            from policy.exceptions e
            where e.org_id = of_org
                and e.ended_at is null
                and e.ends_at > now()), '[]'),
        -- what was denied in the evaluation that the organization begins with
        'baseline', (
            select json_build_object('evaluation', e.id, 'at', hub.utc(e.created_at), 'denied', coalesce(json_agg(asked.mcp order by asked.position), '[]'))
            from policy.evaluations e
            left join lateral (
                select a.mcp, a.position
                from json_array_elements(e.request::json -> 'mcps') with ordinality a (mcp, position)
                join json_array_elements(e.answer::json -> 'mcps') with ordinality r (verdict, position) using (position)
                where r.verdict ->> 'result' = 'DENIED'
            ) asked on true
            where e.id = o.baseline
                and e.org_id = of_org
            group by e.id),
        'approvals', coalesce((
            select json_agg(json_build_object(
                'id', a.id, 'digest', a.digest, 'identity', a.identity, 'reason', a.reason, 'approved_by', u.email, 'ends_at', hub.utc(a.ends_at))
                order by a.created_at, a.id)
            from policy.approvals a
            join identity.users u on u.id = a.approved_by
            where a.org_id = of_org
                and a.ended_at is null
                and a.ends_at > now()), '[]'))
    from org.orgs o
    where o.id = of_org
);

-- What is known of one version of an MCP; the licences of its components, which may be megabytes, only for who asks for them. To who goes by the former method it is what was seen
-- then; as old as it was looked at last.
create or replace function policy.facts(m catalog.mcps, v analysis.versions, s analysis.snapshots, with_components boolean, by_former boolean) returns json
language sql stable parallel safe
return (select json_build_object(
    'mcp_id', m.id,
    'identity', catalog.identity(m),
    'name', m.name,
    'version_id', v.id,
    'version', v.visible_version,
    'status', v.status,
    'category', m.category,
    'category_confirmed', m.category_confirmed,
    'license', case when by_former and v.former_facts is not null then v.former_facts ->> 'license' else v.license end,
    'component_licenses', (
        select case when by_former and v.former_facts is not null then coalesce(l.former_doc, l.doc) else l.doc end
        from analysis.component_licenses l
        where with_components
            and l.version_id = v.id),
    'area_id', m.area_id,
    -- where it was fetched from; and with it where it says that it comes from
    'fetched_from', coalesce(m.source_url, catalog.identity(m)),
    'sources', array_remove(array[m.source_url, m.repo_url, case when m.source_package is not null then 'npm:' || m.source_package end], null),
    'snapshot_id', s.id,
    'scoring', analysis.method(s.scoring_version),
    'snapshot_at', hub.utc(case when by_former then (select n.created_at from analysis.snapshots n where n.id = v.snapshot_id) else s.created_at end),
    'global_score', s.global_score,
    'security_score', s.security_score,
    'supply_chain_score', s.supply_chain_score,
    'maturity_score', s.maturity_score,
    'certification_level', s.certification_level,
    'effective_level', case when d.doubt is null then s.certification_level else 1 end,
    'effective_level_reason', d.doubt,
    'caps', analysis.caps_doc(s),
    'critical_findings', s.critical_findings,
    'high_findings', s.high_findings,
    'failed_controls', (
        select coalesce(json_agg(c.control_id order by c.control_id), '[]')
        from analysis.control_results c
        where c.snapshot_id = s.id
            and c.outcome = 'failed'))
    from (select case when s.certification_level > 1 then advisories.doubt(v.id) end as doubt offset 0) d
);

-- Whether an organization has a rule about the licences of components.
create or replace function policy.asks_for_components(of_org uuid) returns boolean
language sql stable parallel safe
return exists (select from policy.policies p where p.org_id = of_org and p.enabled and p.target_type = 'COMPONENT_LICENSE');

-- What a package is known by, to an organization: those of a scope that it has in a registry of its own are its own.
create or replace function policy.package_key(of_org uuid, package text) returns text
language sql stable parallel safe
begin atomic
    select coalesce(
        (select r.org_id || ' ' || package from org.registries r where r.org_id = of_org and r.scope = split_part(package, '/', 1)),
        package);
end;

-- The registrations that a name, git: and a repository, or upload: and an id, may mean to an organization: each branch is one look-up in an index.
create or replace function policy.named(of_org uuid, viewer jsonb, by_name text) returns setof catalog.mcps
language sql stable parallel safe
begin atomic
    select distinct on ((candidate.m).id) (candidate.m).*
    from (
        select m
        from catalog.mcps m
        where m.visibility = 'private' and coalesce(m.org_id, m.owner_id) = of_org and m.org_id = of_org and m.deleted_at is null
            and lower(m.name) = lower(by_name)
        union all
        select m
        from catalog.mcps m
        where m.source_type = 'npm' and m.deleted_at is null and m.package_key = policy.package_key(of_org, by_name)
            and (m.visibility = 'public' or m.org_id = of_org)
        union all
        select m
        from catalog.mcps m
        where m.visibility = 'public' and m.deleted_at is null
            and lower(m.name) = lower(by_name)
        union all
        -- repositories as lines name them, which forges compare without case
        select m
        from catalog.mcps m
        where m.source_type = 'git' and m.deleted_at is null
            and m.repository_key = case when by_name like 'git:%' then lower(substr(by_name, 5)) end
            and (m.visibility = 'public' or m.org_id = of_org)
        union all
        -- uploads are nowhere else, and have no other name of their own
        select m
        from catalog.mcps m
        where m.id = case when by_name ~ '^upload:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then substr(by_name, 8)::uuid end
            and m.source_type = 'upload' and m.deleted_at is null
            and (m.visibility = 'public' or m.org_id = of_org)
    ) candidate
    join catalog.listings l on l.mcp_id = (candidate.m).id
    where catalog.sees(viewer, l)
    order by (candidate.m).id;
end;

-- The registrations of a source that an organization knows of: those of a package, or the ones that are named; what is public first, then the oldest.
create or replace function policy.registered(of_org uuid, viewer jsonb, asked jsonb) returns setof catalog.mcps
language sql stable parallel safe
begin atomic
    select (candidate.m).*
    from (
        select m
        from catalog.mcps m
        where m.source_type = 'npm' and m.deleted_at is null and m.package_key = policy.package_key(of_org, asked ->> 'package')
        union all
        select m
        from catalog.mcps m
        where m.deleted_at is null and m.id = any (array(select jsonb_array_elements_text(asked -> 'mcps')::uuid))
    ) candidate
    join catalog.listings l on l.mcp_id = (candidate.m).id
    where ((candidate.m).visibility = 'public' or (candidate.m).org_id = of_org)
        and catalog.sees(viewer, l)
    order by (candidate.m).visibility <> 'public', (candidate.m).created_at, (candidate.m).id;
end;

-- What is known of releases of a source, of all its registrations (the first of them stands for the source): what the public catalog's says, once it has said it; else the one
-- that was judged. Asked in FROM, with columns, it is planned with whatever asks.
create or replace function policy.releases(m catalog.mcps, ids uuid[], versions text[], with_components boolean, by_former boolean) returns table (place bigint, release json)
language sql stable parallel safe
begin atomic
    select
        w.ordinality,
        json_build_object(
            'version', w.version,
            'status', (best.v).status,
            'status_reason', (best.v).status_reason,
            'since', hub.utc((best.v).created_at),
            -- what its registry says against it, as it said last
            'registry_deprecated', coalesce((
                select p.deprecated
                from analysis.releases p
                where p.ecosystem = 'npm'
                    and p.name = m.package_key
                    and p.version = w.version), (best.v).registry_deprecated),
            -- suspected wherever it was registered
            'suspicion', (
                select one.suspicion
                from analysis.versions one
                where one.mcp_id = any (ids)
                    and one.visible_version = (best.v).visible_version
                    and one.suspicion is not null
                limit 1),
            'facts', case when (best.s).id is not null and (best.v).status <> 'FAILED' then policy.facts(m, best.v, best.s, with_components, by_former) end)
    from unnest(versions) with ordinality w (version, ordinality)
    left join lateral (
        select v, s
        from unnest(ids) with ordinality r (id, place)
        join analysis.versions v on v.mcp_id = r.id
        left join analysis.snapshots s on s.id = analysis.snapshot_for(v, by_former)
        where v.visible_version = w.version
            or (m.source_type = 'git' and v.source_ref = w.version)
        order by
            case
                when r.place = 1 and m.visibility = 'public' and v.status in ('CERTIFIED', 'KNOWN_VULNERABLE', 'DEPRECATED', 'FAILED') then 0
                when s.id is not null then 1
                else 2
            end,
            r.place, v.created_at desc, v.id
        limit 1
    ) best on true
    where w.version is not null;
end;

-- The areas that what an evaluation knew of an MCP belongs to; none where everybody may know. Evaluations of before say it elsewhere.
create or replace function policy.areas_of(known json) returns setof text
language sql immutable parallel safe
begin atomic
    select area
    from (
        select json_array_elements_text(known -> 'areas')
        union all
        select known ->> 'area_id'
        union all
        select known -> 'facts' ->> 'area_id'
    ) a (area)
    where area is not null;
end;

-- The facts that a verdict was made of: of the release that it names. Evaluations of before have but one.
create or replace function policy.judged_facts(known json, version text) returns json
language sql immutable parallel safe
return coalesce(
    known -> 'facts',
    (select release -> 'facts' from json_array_elements(known -> 'releases') release where release ->> 'version' = version limit 1));

create or replace function policy.evaluation_doc(e policy.evaluations) returns json
language sql stable parallel safe
return json_build_object(
    'id', e.id,
    'environment', e.environment,
    'result', e.result,
    'mcps', e.mcps,
    'denied', e.denied,
    'asked_by', json_build_object('kind', e.caller_kind, 'id', e.caller_id, 'name', e.caller_name),
    'created_at', hub.utc(e.created_at)
);

-- Whether a caller sees an MCP; one that was deleted is nobody's secret any more.
create or replace function policy.sees(viewer jsonb, of_mcp uuid) returns boolean
language sql stable parallel safe
return coalesce((select catalog.sees(viewer, l) from catalog.listings l where l.mcp_id = of_mcp), true);

-- As they were before they were told by which method, and before they were told whether components matter.
drop function if exists policy.rulebook(uuid);
drop function if exists policy.releases(catalog.mcps, uuid[], text[], boolean);
drop function if exists policy.facts(catalog.mcps, analysis.versions, analysis.snapshots, boolean);
drop function if exists policy.releases(catalog.mcps, uuid[], text[]);
drop function if exists policy.facts(catalog.mcps, analysis.versions, analysis.snapshots);
