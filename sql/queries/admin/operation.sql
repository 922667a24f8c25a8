-- name: listJobs
-- The newest first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from analysis.jobs j
        where (:state::text is null or j.state = :state)
        and (:kind::text is null or j.kind = :kind)
        and (:mcp_id::text is null or j.mcp_id = :mcp_id::text::uuid)
        limit 10001
    ) few
) total
left join lateral (
    select analysis.job_doc(j)::text as doc, to_char(j.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, j.id::text as id, j.created_at as sorted, j.id as tie
    from analysis.jobs j
    where (:state::text is null or j.state = :state)
        and (:kind::text is null or j.kind = :kind)
        and (:mcp_id::text is null or j.mcp_id = :mcp_id::text::uuid)
        and (:after_id::text is null or (j.created_at, j.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by j.created_at desc, j.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: retryJob
with old as (
    select j.*
    from analysis.jobs j
    where j.id = :jobId::text::uuid
    for update
),
again as (
    update analysis.jobs j
    set state = 'queued',
        attempts = 0,
        run_at = now(),
        error = null,
        finished_at = null
    from old
    where j.id = old.id
        and old.state in ('failed', 'dead', 'cancelled')
    returning j.*
)
select
    old.id as target, analysis.job_doc(old::analysis.jobs)::text as before, analysis.job_doc(coalesce(a::analysis.jobs, old::analysis.jobs))::text as doc,
    case when a.id is null then 'CONFLICT The job is ' || old.state || '; only one that failed, is dead or was cancelled is tried again' end as refusal,
    pg_notify('analysis_jobs', '') is null as told
from old
left join again a on true;

-- name: cancelJob
with old as (
    select j.*
    from analysis.jobs j
    where j.id = :jobId::text::uuid
    for update
),
ended as (
    update analysis.jobs j
    set state = 'cancelled',
        error = 'Cancelled by an administrator',
        lease_id = null,
        leased_until = null,
        finished_at = now()
    from old
    where j.id = old.id
        and old.state in ('queued', 'running')
    returning j.*
),
version as (
    update analysis.versions v
    set status = 'FAILED',
        status_reason = 'Cancelled by an administrator',
        updated_at = now()
    from ended
    where (v.id = ended.version_id or (ended.version_id is null and v.mcp_id = ended.mcp_id and v.wanted = ended.wanted))
        and not ended.again
        and v.status not in ('CERTIFIED', 'KNOWN_VULNERABLE', 'DEPRECATED')
    returning v.id
),
noted as (
    insert into analysis.version_events (version_id, status, reason)
    select id, 'FAILED', 'Cancelled by an administrator'
    from version
)
select
    old.id as target, analysis.job_doc(old::analysis.jobs)::text as before, analysis.job_doc(coalesce(e::analysis.jobs, old::analysis.jobs))::text as doc,
    case when e.id is null then 'CONFLICT The job is ' || old.state || ' already' end as refusal
from old
left join ended e on true;

-- name: listInbox
-- The newest first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from webhook.inbox i
        where (:state::text is null or i.state = :state)
        and (:sender::text is null or i.sender = :sender)
        limit 10001
    ) few
) total
left join lateral (
    select webhook.inbox_doc(i)::text as doc, to_char(i.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, i.id::text as id, i.received_at as sorted, i.id as tie
    from webhook.inbox i
    where (:state::text is null or i.state = :state)
        and (:sender::text is null or i.sender = :sender)
        and (:after_id::text is null or (i.received_at, i.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by i.received_at desc, i.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: replayInbox
with old as (
    select i.*
    from webhook.inbox i
    where i.id = :inboxId::text::uuid
    for update
),
again as (
    update webhook.inbox i
    set state = 'queued',
        attempts = 0,
        run_at = now(),
        outcome = null,
        finished_at = null
    from old
    where i.id = old.id
        and old.state <> 'queued'
    returning i.*
)
select
    old.id as target, webhook.inbox_doc(old::webhook.inbox)::text as before, webhook.inbox_doc(coalesce(a::webhook.inbox, old::webhook.inbox))::text as doc,
    case when a.id is null then 'CONFLICT The delivery is queued already' end as refusal
from old
left join again a on true;

-- name: getSettings
select admin.settings_doc(s)::text as doc, hub.etag(s.updated_at) as etag
from admin.settings s;

-- name: changeSettings
with old as (
    select s.*
    from admin.settings s
    for update
),
changed as (
    update admin.settings s
    set anonymous_per_minute = case when :sets_limit::boolean then :anonymous_per_minute::int else s.anonymous_per_minute end,
        sign_up = coalesce(:sign_up::boolean, s.sign_up),
        read_only = coalesce(:read_only::boolean, s.read_only),
        banner = case when :sets_banner::boolean then :banner else s.banner end,
        updated_at = now()
    from old
    where s.only_one = old.only_one
    returning s.*
)
select
    'platform' as target, admin.settings_doc(old::admin.settings)::text as before, admin.settings_doc(c::admin.settings)::text as doc,
    hub.etag(c.updated_at) as etag, hub.unmatched(:if_match, old.updated_at) as refusal
from changed c, old;

-- name: getStatistics
select json_build_object(
    'users', (select json_build_object('total', count(*), 'active', count(*) filter (where u.status = 'ACTIVE' and u.deleted_at is null),
        'suspended', count(*) filter (where u.status = 'SUSPENDED' and u.deleted_at is null), 'deleted', count(*) filter (where u.deleted_at is not null)) from identity.users u),
    'orgs', (select json_build_object('total', count(*), 'active', count(*) filter (where o.status = 'ACTIVE' and o.deleted_at is null),
        'suspended', count(*) filter (where o.status = 'SUSPENDED' and o.deleted_at is null), 'deleted', count(*) filter (where o.deleted_at is not null)) from org.orgs o),
    'mcps', (select json_build_object('total', count(*), 'public', count(*) filter (where l.public), 'private', count(*) filter (where not l.public)) from catalog.listings l),
    'versions', (select coalesce(json_object_agg(g.status, g.n), '{}') from (select v.status, count(*) as n from analysis.versions v group by v.status) g),
    'jobs', (select coalesce(json_object_agg(g.state, g.n), '{}') from (select j.state, count(*) as n from analysis.jobs j group by j.state) g),
    'inbox', (select coalesce(json_object_agg(g.state, g.n), '{}') from (select i.state, count(*) as n from webhook.inbox i group by i.state) g),
    'outbox', (select coalesce(json_object_agg(g.state, g.n), '{}') from (select d.state, count(*) as n from webhook.deliveries d group by d.state) g),
    'certifications', (select coalesce(json_agg(json_build_object('day', g.day, 'count', g.n) order by g.day), '[]') from (
        select (s.created_at at time zone 'UTC')::date::text as day, count(*) as n
        from analysis.snapshots s
        where s.created_at > now() - interval '30 days'
            and not s.former
        group by 1) g),
    'scores', (select coalesce(json_object_agg(g.grade, g.n), '{}') from (
        select s.grade, count(*) as n
        from analysis.versions v
        join analysis.snapshots s on s.id = v.snapshot_id
        group by s.grade) g)
)::text as doc;

-- name: getRollout
-- How far all that is catalogued was analysed again since something else judges.
with counted as (
    select
        count(*)::int as total,
        count(*) filter (where r.state = 'done')::int as done,
        count(*) filter (where r.state = 'waiting')::int as waiting,
        count(*) filter (where r.state = 'queued')::int as queued,
        count(*) filter (where r.state = 'failed')::int as failed,
        count(*) filter (where r.suspected)::int as suspected,
        count(*) filter (where r.state = 'done' and r.at > now() - interval '1 hour') as last_hour,
        extract(epoch from least(interval '1 hour', now() - min(r.at) filter (where r.state = 'done' and r.at > now() - interval '1 hour'))) as seconds
    from analysis.rollout r
)
select json_build_object(
    'method', analysis.method(b.scoring_version),
    'former_method', b.former_method,
    'scoring_version', b.scoring_version,
    'controls_catalog_version', b.controls_catalog_version,
    'toolchain_version', b.toolchain_version,
    'since', hub.utc(b.since),
    'all_listed', b.after_version is null,
    'total', c.total,
    'done', c.done,
    'waiting', c.waiting,
    'queued', c.queued,
    'failed', c.failed,
    'estimated_end', case when c.waiting + c.queued > 0 and c.last_hour > 0
        then hub.utc(now() + make_interval(secs => (c.seconds * (c.waiting + c.queued) / c.last_hour)::float8)) end,
    'failures', (
        select coalesce(json_agg(json_build_object(
            'mcp_id', f.mcp_id, 'mcp', f.name, 'version_id', f.version_id, 'version', f.visible_version, 'reason', f.reason, 'at', hub.utc(f.at)) order by f.at desc, f.version_id), '[]')
        from (
            select m.id as mcp_id, m.name, r.version_id, v.visible_version, r.reason, r.at
            from analysis.rollout r
            join analysis.versions v on v.id = r.version_id
            join catalog.mcps m on m.id = v.mcp_id
            where r.state = 'failed'
            order by r.at desc, r.version_id
            limit 20
        ) f),
    'suspected', c.suspected,
    'suspicions', (
        select coalesce(json_agg(json_build_object(
            'mcp_id', f.mcp_id, 'mcp', f.name, 'version_id', f.version_id, 'version', f.visible_version, 'reason', f.status_reason, 'at', hub.utc(f.at)) order by f.at desc, f.version_id), '[]')
        from (
            select m.id as mcp_id, m.name, r.version_id, v.visible_version, v.status_reason, r.at
            from analysis.rollout r
            join analysis.versions v on v.id = r.version_id
            join catalog.mcps m on m.id = v.mcp_id
            where r.suspected
            order by r.at desc, r.version_id
            limit 20
        ) f),
    'organizations', (
        select json_build_object('former', count(*) filter (where org.former_method(o) is not null), 'newest', count(*) filter (where org.former_method(o) is null))
        from org.orgs o
        where o.deleted_at is null)
)::text as doc
from analysis.build b
cross join counted c;
