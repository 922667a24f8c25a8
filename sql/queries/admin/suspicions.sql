-- name: listSuspicions
-- The last changed first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from analysis.versions v
        join catalog.mcps m on m.id = v.mcp_id
        where v.suspicion is not null
            and m.deleted_at is null
        limit 10001
    ) few
) total
left join lateral (
    select
        json_build_object('mcp', catalog.registration_doc(m), 'version', analysis.version_doc(v))::text as doc,
        to_char(v.updated_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, v.id::text as id, v.updated_at as sorted, v.id as tie
    from analysis.versions v
    join catalog.mcps m on m.id = v.mcp_id
    where v.suspicion is not null
        and m.deleted_at is null
        and (:after_id::text is null or (v.updated_at, v.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by v.updated_at desc, v.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: lockAnalyses
-- An analysis of the release that is under way ends before, or hears of what was cleared.
select j.id
from analysis.jobs j
where j.kind = 'certify'
    and j.state in ('queued', 'running')
    and j.version_id in (select analysis.same_release(:mcpId::text::uuid, :versionId::text::uuid))
order by j.id
for update;

-- name: clearSuspicion
-- Of the release, wherever it is registered. What was cleared once stays cleared by whom and for what it was.
with release as (
    select v.*
    from analysis.versions v
    where v.id in (select analysis.same_release(:mcpId::text::uuid, :versionId::text::uuid))
    for no key update
),
suspected as (
    select distinct f.found ->> 'fingerprint' as fingerprint
    from release r
    cross join json_array_elements(r.suspicion -> 'fingerprints') f (found)
),
named as (
    select distinct n.fingerprint
    from jsonb_array_elements_text(:fingerprints::jsonb) n (fingerprint)
),
compared as (
    select
        (select array_agg(s.fingerprint order by s.fingerprint) from suspected s where s.fingerprint not in (select n.fingerprint from named n)) as missing,
        (select array_agg(n.fingerprint order by n.fingerprint) from named n where n.fingerprint not in (select s.fingerprint from suspected s)) as others
),
noted as (
    insert into analysis.clearances (identity, fingerprint, reason, cleared_by)
    select catalog.identity(m), n.fingerprint, :reason, :caller::text::uuid
    from catalog.mcps m
    cross join named n
    where m.id = :mcpId::text::uuid
    on conflict do nothing
),
cleared as (
    update analysis.versions v
    set suspicion = null,
        status = case when v.status = 'FAILED' then 'PENDING_ANALYSIS' else v.status end,
        status_reason = case when v.status = 'FAILED' then 'cleared of suspicion: ' || :reason else v.status_reason end,
        updated_at = now()
    from release r
    where v.id = r.id
        and r.suspicion is not null
    returning v.*
),
told as (
    insert into analysis.version_events (version_id, status, reason)
    select c.id, c.status, c.status_reason
    from cleared c
    where c.status = 'PENDING_ANALYSIS'
)
select
    r.id as target, m.org_id as org, analysis.version_doc(r::analysis.versions)::text as before,
    (analysis.version_doc(coalesce(c::analysis.versions, r::analysis.versions))::jsonb
        || jsonb_build_object('cleared', :fingerprints::jsonb, 'reason', :reason::text))::text as after,
    analysis.version_doc(coalesce(c::analysis.versions, r::analysis.versions))::text as doc,
    case
        when not exists (select from suspected) then 'CONFLICT This version is suspected of nothing'
        when compared.missing is not null
            then 'CONFLICT The suspicion rests on ' || cardinality(compared.missing) || ' more, which the clearing has to name, too: ' || array_to_string(compared.missing[1:20], ', ')
        when compared.others is not null
            then 'BAD_REQUEST Invalid field ''fingerprints'': the suspicion does not rest on ' || array_to_string(compared.others[1:20], ', ')
    end as refusal
from release r
join catalog.mcps m on m.id = r.mcp_id
cross join compared
left join cleared c on c.id = r.id
where r.id = :versionId::text::uuid;

-- name: queueCleared
select analysis.queue_certify(v.mcp_id, v.id)
from analysis.versions v
where v.id in (select analysis.same_release(:mcpId::text::uuid, :versionId::text::uuid))
    and v.status = 'PENDING_ANALYSIS';
