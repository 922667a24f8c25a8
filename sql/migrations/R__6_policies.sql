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
    'version', e.version,
    'reason', e.reason,
    'approved_by', e.approved_by,
    'status', case when e.ended_at is not null then 'ENDED' when e.ends_at <= now() then 'EXPIRED' else 'ACTIVE' end,
    'created_at', hub.utc(e.created_at),
    'ends_at', hub.utc(e.ends_at),
    'ended_at', hub.utc(e.ended_at)
);

-- All that decides for an organization, in the order in which it does.
create or replace function policy.rulebook(of_org uuid) returns json
language sql stable parallel safe
return (
    select json_build_object(
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
                'id', e.id, 'policy_id', e.policy_id, 'mcp_id', e.mcp_id, 'version', e.version, 'reason', e.reason, 'ends_at', hub.utc(e.ends_at))
                order by e.created_at, e.id)
            from policy.exceptions e
            where e.org_id = of_org
                and e.ended_at is null
                and e.ends_at > now()), '[]'))
    from org.orgs o
    where o.id = of_org
);

-- What is known of one version of an MCP.
create or replace function policy.facts(m catalog.mcps, v analysis.versions, s analysis.snapshots) returns json
language sql stable parallel safe
return json_build_object(
    'mcp_id', m.id,
    'name', m.name,
    'version_id', v.id,
    'version', v.visible_version,
    'status', v.status,
    'category', m.category,
    'license', m.license,
    'area_id', m.area_id,
    'sources', array_remove(array[m.source_url, m.repo_url, case when m.source_package is not null then 'npm:' || m.source_package end], null),
    'snapshot_id', s.id,
    'snapshot_at', hub.utc(s.created_at),
    'global_score', s.global_score,
    'security_score', s.security_score,
    'supply_chain_score', s.supply_chain_score,
    'maturity_score', s.maturity_score,
    'certification_level', s.certification_level,
    'critical_findings', s.critical_findings,
    'high_findings', s.high_findings,
    'failed_controls', (
        select coalesce(json_agg(c.control_id order by c.control_id), '[]')
        from analysis.control_results c
        where c.snapshot_id = s.id
            and c.outcome = 'failed')
);

-- The area that what an evaluation knew of an MCP belongs to; null where everybody may know. Evaluations of before say it among the facts only.
create or replace function policy.area_of(known json) returns text
language sql immutable parallel safe
return case when known -> 'area_id' is null then known -> 'facts' ->> 'area_id' else known ->> 'area_id' end;

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
