-- name: takeReport
-- The next report that is due, or whose worker has gone silent. Organizations take turns: whoever asked for hundreds holds up nobody who asks for one.
with due as (
    select r.id, r.org_id, r.run_at, r.created_at
    from report.reports r
    join org.orgs o on o.id = r.org_id and o.status = 'ACTIVE' and o.deleted_at is null
    where (r.status = 'PENDING' and r.run_at <= now())
        or (r.status = 'RUNNING' and r.leased_until < now())
),
turns as (
    select waiting.org_id, (select max(r.taken_at) from report.reports r where r.org_id = waiting.org_id) as taken_at
    from (select distinct due.org_id from due) waiting
)
update report.reports r
set status = 'RUNNING',
    attempts = r.attempts + 1,
    taken_at = now(),
    lease_id = :lease::text::uuid,
    leased_until = now() + make_interval(secs => :lease_seconds::int)
where r.id = (
    select next.id
    from due
    join turns on turns.org_id = due.org_id
    join report.reports next on next.id = due.id
    where (next.status = 'PENDING' and next.run_at <= now())
        or (next.status = 'RUNNING' and next.leased_until < now())
    order by turns.taken_at nulls first, due.run_at, due.created_at, due.id
    for update of next skip locked
    limit 1
)
returning r.id, r.org_id, r.type, r.snapshot_id, r.paper, r.attempts, hub.utc(r.created_at) as created_at;

-- name: renewLease
update report.reports r
set leased_until = now() + make_interval(secs => :lease_seconds::int),
    progress = coalesce(:progress, r.progress)
where r.id = :report::text::uuid
    and r.lease_id = :lease::text::uuid
    and r.status = 'RUNNING'
returning r.id;

-- name: addSlice
insert into report.slices (report_id, position, bytes)
values (:report::text::uuid, :position::int, :bytes);

-- name: completeReport
-- Also the fence: no row means that the report belongs to another worker by now, and all is undone.
with done as (
    update report.reports r
    set status = 'COMPLETED',
        progress = '',
        error = null,
        areas = array(select jsonb_array_elements_text(:areas::jsonb)::uuid),
        file_name = :name,
        file_size = :size::bigint,
        file_sha256 = :sha256,
        pages = :pages::int,
        lease_id = null,
        leased_until = null,
        completed_at = now(),
        expires_at = now() + make_interval(days => :keep_days::int)
    where r.id = :report::text::uuid
        and r.lease_id = :lease::text::uuid
        and r.status = 'RUNNING'
    returning *
)
select done.id, webhook.emit('report.ready', report.report_doc(done::report.reports), done.org_id, null)
from done;

-- name: retryReport
update report.reports r
set status = case when :last::boolean then 'FAILED' else 'PENDING' end,
    error = :error,
    progress = '',
    lease_id = null,
    leased_until = null,
    run_at = now() + make_interval(secs => :delay_ms::int / 1000.0)
where r.id = :report::text::uuid
    and r.lease_id = :lease::text::uuid
    and r.status = 'RUNNING';

-- name: addReceiptKey
insert into report.receipt_keys (kid, public_key, private_key, jwk)
select :kid, :public_key, :private_key, :jwk
where not exists (select from report.receipt_keys);

-- name: getReceiptKey
select k.kid, k.public_key, k.private_key
from report.receipt_keys k
order by k.created_at, k.kid
limit 1;

-- name: lockReceiptKeys
select pg_advisory_xact_lock(7240112);
