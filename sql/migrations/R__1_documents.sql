-- The JSON of each thing, built in one place and the same wherever it appears.

-- RFC 3339 in UTC, to the millisecond.
create or replace function hub.utc(at timestamptz) returns text
language sql stable parallel safe
return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- A LIKE pattern that finds the text anywhere; its own wildcards are taken literally.
create or replace function hub.contains(term text) returns text
language sql immutable parallel safe
return '%' || regexp_replace(lower(term), '([\\%_])', '\\\1', 'g') || '%';

-- How often each value occurs, the most frequent first: [{"value": …, "count": …}].
create or replace function hub.facet(members text[]) returns json
language sql immutable parallel safe
return (
    select coalesce(json_agg(json_build_object('value', f.value, 'count', f.n) order by f.n desc, f.value), '[]'::json)
    from (
        select value, count(*)::int as n
        from unnest(members) value
        where value is not null
        group by value
        order by n desc, value
        limit 50
    ) f
);

-- The limits that hold for a score or a level; null where there is no snapshot.
create or replace function analysis.caps_doc(s analysis.snapshots) returns json
language sql stable parallel safe
return case when s.id is not null then coalesce(s.scores -> 'caps', '[]'::json) end;

-- How much could be judged; null where there is no snapshot.
create or replace function analysis.coverage_doc(s analysis.snapshots) returns json
language sql stable parallel safe
return case when s.id is not null then json_build_object(
    'judged', s.controls_judged, 'total', s.controls_total, 'code_parsed_percent', s.scores -> 'coverage' -> 'code_parsed_percent') end;

create or replace function analysis.snapshot_doc(s analysis.snapshots) returns json
language sql stable parallel safe
return json_build_object(
    'id', s.id,
    'version_id', s.version_id,
    'global_score', s.global_score,
    'security_score', s.security_score,
    'supply_chain_score', s.supply_chain_score,
    'maturity_score', s.maturity_score,
    'grade', s.grade,
    'certification_level', s.certification_level,
    'level_reason', s.scores ->> 'level_reason',
    'caps', analysis.caps_doc(s),
    'coverage', analysis.coverage_doc(s),
    'kind', s.kind ->> 'kind',
    'kind_reason', s.kind ->> 'kind_reason',
    'behind', s.kind -> 'behind',
    'toolchain_version', s.toolchain_version,
    'scoring_version', s.scoring_version,
    'controls_catalog_version', s.controls_catalog_version,
    'total_findings', s.critical_findings + s.high_findings + s.medium_findings + s.low_findings,
    'critical_findings', s.critical_findings,
    'high_findings', s.high_findings,
    'medium_findings', s.medium_findings,
    'low_findings', s.low_findings,
    'content_sha256', s.content_sha256,
    'created_at', hub.utc(s.created_at)
);

-- Names a finding, wherever it moves to in its file, and whatever catalogue finds it again.
create or replace function analysis.fingerprint(f analysis.findings) returns text
language sql stable parallel safe
return left(encode(sha256(
    convert_to(f.control_id, 'UTF8') || '\x00'::bytea
    || convert_to(coalesce(f.file, ''), 'UTF8') || '\x00'::bytea
    || convert_to(f.evidence, 'UTF8')), 'hex'), 32);

-- The way of a value that the message of a finding tells, step by step; empty where it tells of none. Messages are one line, and of the last such words in it the way is told.
create or replace function analysis.trace(f analysis.findings) returns json
language sql stable parallel safe
return (
    select coalesce(json_agg(json_build_object('file', step.m[1], 'line', step.m[2]::int, 'what', step.m[3]) order by each.n), '[]'::json)
    from string_to_table(substring(f.message from '.*\. From (.+)$'), ' → ') with ordinality each (said, n)
    cross join lateral regexp_match(each.said, '^(.+?):(\d{1,9}) (.+)$') step (m)
    where step.m is not null
);

-- A version as it is written down: what its level counts for now is not in it.
create or replace function analysis.stored_version_doc(v analysis.versions) returns json
language sql stable parallel safe
return (
    select json_build_object(
        'id', v.id,
        'mcp_id', v.mcp_id,
        'visible_version', v.visible_version,
        'status', v.status,
        'status_reason', v.status_reason,
        'suspicion', v.suspicion,
        'registry_deprecated', v.registry_deprecated,
        'global_score', s.global_score,
        'grade', s.grade,
        'certification_level', s.certification_level,
        'effective_level', s.certification_level,
        'effective_level_reason', null,
        'level_reason', s.scores ->> 'level_reason',
        'caps', analysis.caps_doc(s),
        'coverage', analysis.coverage_doc(s),
        'surface_digest', f.digest,
        'surface_changed', analysis.surface_changed(v, f),
        'source_size', t.size,
        'tarball_url', case when t.sha256 is not null then '/api/v1/mcps/' || v.mcp_id || '/versions/' || v.id || '/tarball' end,
        'tarball_sha256', t.sha256,
        'source', json_build_object('type', v.source_type, 'ref', v.source_ref, 'integrity', v.source_integrity),
        'snapshot_id', v.snapshot_id,
        'created_at', hub.utc(v.created_at),
        'updated_at', hub.utc(v.updated_at),
        'certified_at', hub.utc(v.certified_at)
    )
    from (select) as always
    left join analysis.snapshots s on s.id = v.snapshot_id
    left join analysis.tarballs t on t.sha256 = v.tarball_sha256
    left join analysis.surfaces f on f.version_id = v.id
);

create or replace function analysis.version_doc(v analysis.versions) returns json
language sql stable parallel safe
return advisories.as_of_now(analysis.stored_version_doc(v));

-- Whose an MCP is. The slug of an organization is public for what it publishes; the area only where nobody else looks.
create or replace function catalog.owner_doc(m catalog.mcps) returns json
language sql stable parallel safe
return json_build_object(
    'type', case when m.org_id is not null then 'organization' when m.owner_id is not null then 'user' else 'platform' end,
    'slug', (select o.slug from org.orgs o where o.id = m.org_id),
    'area_id', case when m.visibility = 'private' then m.area_id end
);

-- A version in few words, as it is written down; null where there is none.
create or replace function catalog.stored_version_brief(v analysis.versions) returns json
language sql stable parallel safe
return case when v.id is not null then (
    select json_build_object(
        'id', v.id,
        'visible_version', v.visible_version,
        'status', v.status,
        'global_score', s.global_score,
        'grade', s.grade,
        'certification_level', s.certification_level,
        'effective_level', s.certification_level,
        'effective_level_reason', null,
        'level_reason', s.scores ->> 'level_reason',
        'caps', analysis.caps_doc(s),
        'coverage', analysis.coverage_doc(s))
    from (select) as always
    left join analysis.snapshots s on s.id = v.snapshot_id
) end;

create or replace function catalog.version_brief(v analysis.versions) returns json
language sql stable parallel safe
return advisories.as_of_now(catalog.stored_version_brief(v));

-- An MCP in a list, as it is written down.
create or replace function catalog.item_doc(m catalog.mcps, v analysis.versions, s analysis.snapshots) returns json
language sql stable parallel safe
return json_build_object(
    'id', m.id,
    'name', m.name,
    'description', m.description,
    'repo_url', m.repo_url,
    'language', m.language,
    'license', m.license,
    'visibility', m.visibility,
    'owner', catalog.owner_doc(m),
    'category', m.category,
    'tags', m.tags,
    'featured', m.featured,
    'latest_version', catalog.stored_version_brief(v),
    'latest_certified_version', catalog.stored_version_brief(catalog.latest_certified_version(m.id)),
    'created_at', hub.utc(m.created_at),
    'updated_at', hub.utc(greatest(m.updated_at, v.updated_at))
);

-- An MCP on its own, as it is written down.
create or replace function catalog.detail_doc(m catalog.mcps, v analysis.versions, s analysis.snapshots) returns json
language sql stable parallel safe
return json_build_object(
    'id', m.id,
    'name', m.name,
    'description', m.description,
    'repo_url', m.repo_url,
    'repo_directory', m.repo_directory,
    'homepage', m.homepage,
    'language', m.language,
    'license', m.license,
    'visibility', m.visibility,
    'owner', catalog.owner_doc(m),
    'category', m.category,
    'tags', m.tags,
    'featured', m.featured,
    'source', json_build_object('type', m.source_type, 'package', m.source_package, 'registry', m.source_registry, 'url', m.source_url, 'branch', m.source_branch),
    'latest_version', case when v.id is not null then analysis.stored_version_doc(v) end,
    'latest_certified_version', catalog.stored_version_brief(catalog.latest_certified_version(m.id)),
    'snapshot', case when s.id is not null then analysis.snapshot_doc(s) end,
    'created_at', hub.utc(m.created_at),
    'updated_at', hub.utc(greatest(m.updated_at, v.updated_at))
);
