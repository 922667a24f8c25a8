-- name: takeJob
-- The next job that is due, or whose worker has gone silent.
update analysis.jobs j
set state = 'running',
    attempts = j.attempts + 1,
    lease_id = :lease::text::uuid,
    leased_until = now() + make_interval(secs => :lease_seconds::int)
where j.id = (
    select due.id
    from analysis.jobs due
    where (due.state = 'queued' and due.run_at <= now())
        or (due.state = 'running' and due.leased_until < now())
    order by due.run_at, due.created_at
    for update skip locked
    limit 1
)
returning j.id, j.kind, j.mcp_id, j.version_id, j.wanted, j.attempts;

-- name: renewLease
-- Also the fence: no row means that the job belongs to somebody else by now.
update analysis.jobs j
set leased_until = now() + make_interval(secs => :lease_seconds::int)
where j.id = :job::text::uuid
    and j.lease_id = :lease::text::uuid
    and j.state = 'running'
returning j.id;

-- name: reportProgress
update analysis.jobs j
set progress = :progress
where j.id = :job::text::uuid
    and j.lease_id = :lease::text::uuid;

-- name: endJob
-- done, failed (for a reason that no retry changes) or dead (out of attempts).
update analysis.jobs j
set state = :state,
    error = :error,
    lease_id = null,
    leased_until = null,
    finished_at = now()
where j.id = :job::text::uuid
    and j.lease_id = :lease::text::uuid
    and j.state = 'running'
returning j.id;

-- name: retryJob
update analysis.jobs j
set state = 'queued',
    error = :error,
    lease_id = null,
    leased_until = null,
    run_at = now() + make_interval(secs => :delay_ms::int / 1000.0)
where j.id = :job::text::uuid
    and j.lease_id = :lease::text::uuid
    and j.state = 'running'
returning j.id;

-- name: queueResolve
select analysis.queue_resolve(:mcp::text::uuid, :wanted);

-- name: queueCertify
select analysis.queue_certify(:mcp::text::uuid, :version::text::uuid);
