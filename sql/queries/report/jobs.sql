-- name: takeJob
-- The next report that is due, or whose worker has gone silent. Organizations take turns, so that who asked for hundreds holds up nobody who asks for one; which of them
-- have a queue is found by going from one to the next in the index, however long the queues are. The first turn that has a row which nobody else holds is the one: turns
-- are gone through in their order, and no further.
with recursive queues as (
    (select r.org_id
    from report.reports r
    where r.status in ('PENDING', 'RUNNING')
    order by r.org_id
    limit 1)
    union all
    select (
        select r.org_id
        from report.reports r
        where r.status in ('PENDING', 'RUNNING')
            and r.org_id > queues.org_id
        order by r.org_id
        limit 1)
    from queues
    where queues.org_id is not null
),
turns as (
    select o.id as org_id
    from queues
    join org.orgs o on o.id = queues.org_id and o.status = 'ACTIVE' and o.deleted_at is null
    order by (select max(r.taken_at) from report.reports r where r.org_id = o.id) nulls first
)
update report.reports r
set status = 'RUNNING',
    attempts = r.attempts + 1,
    taken_at = now(),
    lease_id = :lease::text::uuid,
    leased_until = now() + make_interval(secs => :lease_seconds::int)
where r.id = (
    select due.id
    from turns
    cross join lateral (
        select d.id
        from report.reports d
        where d.org_id = turns.org_id
            and ((d.status = 'PENDING' and d.run_at <= now()) or (d.status = 'RUNNING' and d.leased_until < now()))
        order by d.run_at, d.created_at, d.id
        for update skip locked
        limit 1) due
    limit 1)
returning r.id, r.org_id, r.type, r.snapshot_id, r.paper, r.attempts, hub.utc(r.created_at) as created_at;

-- name: renewLease
-- Also the fence: no row means that the report belongs to another worker by now.
update report.reports r
set leased_until = now() + make_interval(secs => :lease_seconds::int),
    progress = coalesce(:progress, r.progress)
where r.id = :job::text::uuid
    and r.lease_id = :lease::text::uuid
    and r.status = 'RUNNING'
returning r.id;

-- name: addSlice
insert into report.slices (report_id, position, bytes)
values (:job::text::uuid, :position::int, :bytes);

-- name: completeReport
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
    where r.id = :job::text::uuid
        and r.lease_id = :lease::text::uuid
        and r.status = 'RUNNING'
    returning *
)
select done.id, webhook.emit('report.ready', report.report_doc(done::report.reports), done.org_id, null)
from done;

-- name: endJob
-- A report that is not made: failed, for whatever reason.
update report.reports r
set status = :state,
    error = :error,
    progress = '',
    lease_id = null,
    leased_until = null
where r.id = :job::text::uuid
    and r.lease_id = :lease::text::uuid
    and r.status = 'RUNNING'
returning r.id;

-- name: retryJob
update report.reports r
set status = 'PENDING',
    error = :error,
    progress = '',
    lease_id = null,
    leased_until = null,
    run_at = now() + make_interval(secs => :delay_ms::int / 1000.0)
where r.id = :job::text::uuid
    and r.lease_id = :lease::text::uuid
    and r.status = 'RUNNING';

-- name: addReportReceiptKey
insert into report.receipt_keys (kid, public_key, private_key, jwk)
select :kid, :public_key, :private_key, :jwk
where not exists (select from report.receipt_keys);

-- name: getReportReceiptKey
select k.kid, k.public_key, k.private_key
from report.receipt_keys k
order by k.created_at, k.kid
limit 1;

-- name: lockReportReceiptKeys
select pg_advisory_xact_lock(7240112);
