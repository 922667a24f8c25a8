-- name: snapshotEvidence
-- All that a report of one snapshot says, but its findings.
select json_build_object(
    'organization', json_build_object('slug', o.slug, 'name', coalesce(nullif(o.display_name, ''), o.name)),
    'mcp', json_build_object(
        'id', m.id, 'name', m.name, 'description', m.description, 'repo_url', m.repo_url, 'license', m.license, 'area_ids', array_remove(array[case when m.visibility = 'private' then m.area_id end], null),
        'source', json_build_object('type', m.source_type, 'package', m.source_package, 'url', m.source_url, 'branch', m.source_branch)),
    'version', analysis.version_doc(v),
    'snapshot', analysis.snapshot_doc(s)::jsonb || jsonb_build_object('effective_level', now.level, 'effective_level_reason', now.reason),
    'scores', s.scores,
    'dependencies', case when s.dependencies is not null then (
        select coalesce(json_agg(declared.value order by declared.place), '[]')
        from (
            select d.value, d.place
            from json_array_elements(s.dependencies) with ordinality d (value, place)
            where d.value -> 'via' is null
                and d.value -> 'name' is not null
            order by d.place
            limit 2000
        ) declared) end,
    'vulnerabilities', (
        select coalesce(json_agg(known.doc order by known.rank, known.position), '[]')
        from (
            select
                json_build_object('severity', f.severity, 'package', f.evidence, 'advisory', f.message, 'file', f.file, 'line', f.line) as doc,
                array_position(array['critical', 'high', 'medium', 'low'], f.severity) as rank,
                f.position
            from analysis.findings f
            where f.snapshot_id = s.id
                and f.control_id = 'KNOWN_VULNERABLE_DEPENDENCY'
            order by rank, f.position
            limit 200
        ) known),
    'controls', (
        select coalesce(json_agg(json_build_object(
            'control_id', c.control_id, 'control_name', c.control_name, 'category', c.category, 'sub_category', c.sub_category, 'outcome', c.outcome,
            'severity', c.severity, 'cwe', c.cwe, 'owasp', c.owasp, 'message', c.message, 'remediation', c.remediation,
            'findings', (
                select count(*)
                from analysis.findings f
                where f.snapshot_id = c.snapshot_id
                    and f.control_id = c.control_id),
            'gravest', (
                select f.severity
                from analysis.findings f
                where f.snapshot_id = c.snapshot_id
                    and f.control_id = c.control_id
                order by array_position(array['critical', 'high', 'medium', 'low'], f.severity)
                limit 1))
            order by c.control_id), '[]')
        from analysis.control_results c
        where c.snapshot_id = s.id),
    'history', (
        select coalesce(json_agg(h.doc order by h.version_at, h.at, h.id), '[]')
        from (
            select
                past.id,
                past.created_at as at,
                pv.created_at as version_at,
                json_build_object(
                    'snapshot_id', past.id, 'version', pv.visible_version, 'created_at', hub.utc(past.created_at), 'global_score', past.global_score,
                    'security_score', past.security_score, 'supply_chain_score', past.supply_chain_score, 'maturity_score', past.maturity_score,
                    'grade', past.grade, 'caps', analysis.caps_doc(past)) as doc
            from analysis.versions pv
            join analysis.snapshots past on past.version_id = pv.id
            where pv.mcp_id = m.id
                and (past.id = s.id or not past.former)
                and (pv.created_at, past.created_at) <= (v.created_at, s.created_at)
            order by pv.created_at desc, past.created_at desc, past.id
            limit 24
        ) h)
)::text as doc
from analysis.snapshots s
join analysis.versions v on v.id = s.version_id
join catalog.mcps m on m.id = v.mcp_id
join org.orgs o on o.id = :org::text::uuid
cross join lateral (select * from advisories.counts_for(v.id, s.certification_level)) now
where s.id = :snapshot::text::uuid
    and m.deleted_at is null
    and (m.visibility = 'public' or m.org_id = o.id);

-- name: findingsEvidence
select json_build_object(
    'control_id', f.control_id, 'control_name', c.control_name, 'severity', f.severity, 'file', f.file, 'line', f.line, 'evidence', f.evidence,
    'message', f.message, 'tool', f.tool, 'values', f.value_sources, 'by_design', f.by_design, 'cwe', c.cwe, 'owasp', c.owasp, 'remediation', c.remediation)::text as doc
from analysis.findings f
join analysis.control_results c on c.snapshot_id = f.snapshot_id and c.control_id = f.control_id
join analysis.snapshots s on s.id = f.snapshot_id
join analysis.versions v on v.id = s.version_id
join catalog.mcps m on m.id = v.mcp_id
where f.snapshot_id = :snapshot::text::uuid
    and m.deleted_at is null
    and (m.visibility = 'public' or m.org_id = :org::text::uuid)
order by array_position(array['critical', 'high', 'medium', 'low'], f.severity), f.control_id, f.position
limit :limit::bigint offset :offset::bigint;

-- name: organizationEvidence
-- What an organization uses, as its pipelines asked in the last days: of each MCP and environment the newest verdict, with what is known of it. A pipeline that asks the same every
-- hour is looked at once. Neither endless questions nor endless names make it endless. An MCP that moved belongs to the area that it was in, for the verdict, and to the one that it is in, for the rest.
with questions as (
    select distinct on (e.request_digest) e.id, e.created_at, e.mcps
    from policy.evaluations e
    where e.org_id = :org::text::uuid
        and e.created_at > now() - make_interval(days => :days::int)
    order by e.request_digest, e.created_at desc, e.id
),
asked as (
    select e.created_at, e.environment, e.answer::json -> 'mcps' as answers, e.facts::json as facts
    from (
        select q.id, sum(q.mcps) over (order by q.created_at desc, q.id) - q.mcps as mcps_before
        from questions q
        order by q.created_at desc, q.id
        limit 500
    ) newest
    join policy.evaluations e on e.id = newest.id
    where newest.mcps_before < 50000
),
used as (
    select distinct on (lower(a.item ->> 'name'), asked.environment) a.item, asked.created_at, asked.environment, a.known, policy.judged_facts(a.known, a.item ->> 'version') as facts
    from asked
    cross join lateral rows from (json_array_elements(asked.answers), json_array_elements(asked.facts)) with ordinality a (item, known, place)
    order by lower(a.item ->> 'name'), asked.environment, asked.created_at desc, a.place
),
listed as (
    select used.*
    from used
    order by used.created_at desc, lower(used.item ->> 'name')
    limit 2000
)
select json_build_object(
    'organization', json_build_object('slug', o.slug, 'name', coalesce(nullif(o.display_name, ''), o.name)),
    'days', :days::int,
    'used', (select count(distinct lower(used.item ->> 'name')) from used),
    'rulebook', policy.rulebook(o.id, null),
    'exceptions', (
        select coalesce(json_agg(json_build_object(
            'mcp', m.name, 'version', e.version, 'policy', p.name, 'reason', e.reason, 'approved_by', u.name, 'ends_at', hub.utc(e.ends_at),
            'area_ids', array_remove(array[case when m.visibility = 'private' then m.area_id end], null))
            order by e.ends_at, e.id), '[]')
        from policy.exceptions e
        join policy.policies p on p.org_id = e.org_id and p.id = e.policy_id
        join identity.users u on u.id = e.approved_by
        join catalog.mcps m on m.id = e.mcp_id
            and m.deleted_at is null
            and (m.visibility = 'public' or m.org_id = e.org_id)
        where e.org_id = o.id
            and e.ended_at is null
            and e.ends_at > now()),
    'evaluations', (
        select json_build_object(
            'total', count(*), 'passed', count(*) filter (where e.result = 'PASS'), 'failed', count(*) filter (where e.result = 'FAIL'))
        from policy.evaluations e
        where e.org_id = o.id
            and e.created_at > now() - make_interval(days => :days::int)),
    'weeks', (
        select coalesce(json_agg(json_build_object('week', w.week, 'passed', w.passed, 'failed', w.failed) order by w.week), '[]')
        from (
            select
                to_char(date_trunc('week', e.created_at at time zone 'UTC'), 'YYYY-MM-DD') as week,
                count(*) filter (where e.result = 'PASS') as passed,
                count(*) filter (where e.result = 'FAIL') as failed
            from policy.evaluations e
            where e.org_id = o.id
                and e.created_at > now() - make_interval(days => :days::int)
            group by 1
            order by 1 desc
            limit 16
        ) w),
    'mcps', (
        select coalesce(json_agg(json_build_object(
            'name', u.item ->> 'name', 'version', u.item ->> 'version', 'result', u.item ->> 'result', 'reason', u.item ->> 'reason',
            'warnings', u.item -> 'warnings', 'environment', u.environment, 'asked_at', hub.utc(u.created_at),
            'area_ids', array_remove(
                array(select policy.areas_of(u.known)) || case when m.visibility = 'private' then m.area_id::text end, null),
            'status', v.status, 'license', m.license,
            'snapshot', case when s.id is not null then analysis.snapshot_doc(s)::jsonb || jsonb_build_object('effective_level', now.level, 'effective_level_reason', now.reason) end,
            'trend', (
                select coalesce(json_agg(t.global_score order by t.at), '[]')
                from (
                    select past.global_score, pv.created_at as at
                    from analysis.versions pv
                    join analysis.snapshots past on past.id = pv.snapshot_id
                    where pv.mcp_id = m.id
                    order by pv.created_at desc, pv.id
                    limit 12
                ) t))
            order by lower(u.item ->> 'name'), u.created_at desc), '[]')
        from listed u
        left join catalog.mcps m on m.id = (u.facts ->> 'mcp_id')::uuid
            and m.deleted_at is null
            and (m.visibility = 'public' or m.org_id = o.id)
        left join analysis.versions v on v.id = (u.facts ->> 'version_id')::uuid and v.mcp_id = m.id
        left join analysis.snapshots s on s.id = (u.facts ->> 'snapshot_id')::uuid and s.version_id = v.id
        left join lateral (select * from advisories.counts_for(v.id, s.certification_level)) now on true)
)::text as doc
from org.orgs o
where o.id = :org::text::uuid
    and o.deleted_at is null;
