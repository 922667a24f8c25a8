-- name: takeJob
-- The next job that is due, or whose worker has gone silent. Parties take turns, so that who has hundreds of jobs holds up nobody who has one; which of them have a queue is
-- found by going from one to the next in the index, however long the queues are. The first turn that has a job which nobody else holds is the one: turns are gone through in
-- their order, and no further. Of one MCP, wishes take their turns, too: the version of a later push is not to be made first. What the hub has analysed again by itself comes behind all
-- that somebody waits for, whosever turn it is.
with recursive queues as (
    (select j.party
    from analysis.jobs j
    where j.state in ('queued', 'running')
    order by j.party
    limit 1)
    union all
    select (
        select j.party
        from analysis.jobs j
        where j.state in ('queued', 'running')
            and j.party > queues.party
        order by j.party
        limit 1)
    from queues
    where queues.party is not null
),
turns as (
    select queues.party, tier.again
    from queues
    cross join (values (false), (true)) tier (again)
    where queues.party is not null
    order by tier.again, (select max(j.taken_at) from analysis.jobs j where j.party = queues.party) nulls first, queues.party
)
update analysis.jobs j
set state = 'running',
    attempts = j.attempts + 1,
    taken_at = now(),
    lease_id = :lease::text::uuid,
    leased_until = now() + make_interval(secs => :lease_seconds::int)
where j.id = (
    select due.id
    from turns
    cross join lateral (
        select d.id
        from analysis.jobs d
        where d.party = turns.party
            and d.again = turns.again
            and d.run_at <= now()
            and (d.state = 'queued' or (d.state = 'running' and d.leased_until < now()))
            and not (d.kind = 'resolve' and exists (
                select
                from analysis.jobs earlier
                where earlier.kind = 'resolve'
                    and earlier.state in ('queued', 'running')
                    and earlier.mcp_id = d.mcp_id
                    and (earlier.created_at, earlier.id) < (d.created_at, d.id)))
        order by d.run_at, d.created_at, d.id
        for update skip locked
        limit 1) due
    limit 1)
returning j.id, j.kind, j.mcp_id, j.version_id, j.wanted, j.attempts, j.again;

-- name: renewLease
-- Also the fence: no row means that the job belongs to somebody else by now.
update analysis.jobs j
set leased_until = now() + make_interval(secs => :lease_seconds::int),
    progress = coalesce(:progress, j.progress)
where j.id = :job::text::uuid
    and j.lease_id = :lease::text::uuid
    and j.state = 'running'
returning j.id;

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

-- name: askVersion
select analysis.ask_version(:mcp::text::uuid, :wanted);

-- name: queueCertify
select analysis.queue_certify(:mcp::text::uuid, :version::text::uuid);

-- name: queueAgain
select analysis.queue_again(:mcp::text::uuid, :version::text::uuid);

-- name: queuePolls
-- Repositories whose turn it is to be looked at: taken by one node, and put off until their next turn, in one statement. One that cannot be reached is looked at less
-- and less often.
with begun as (
    insert into analysis.polls (mcp_id, next_at)
    select m.id, now() + make_interval(secs => :minutes::int * 60 * (0.9 + 0.2 * random()))
    from catalog.mcps m
    where m.source_type = 'git'
        and m.deleted_at is null
        and not exists (select from analysis.polls p where p.mcp_id = m.id)
    on conflict do nothing
),
due as (
    select p.mcp_id
    from analysis.polls p
    join catalog.mcps m on m.id = p.mcp_id and m.deleted_at is null
    where p.next_at <= now()
    order by p.next_at
    limit 50
    for update of p skip locked
),
put_off as (
    update analysis.polls p
    set next_at = now() + make_interval(secs => :minutes::int * 60 * (0.9 + 0.2 * random()) * 2 ^ p.failures)
    from due
    where p.mcp_id = due.mcp_id
    returning p.mcp_id
)
select analysis.queue_resolve(put_off.mcp_id, '')
from put_off;

-- name: notePoll
update analysis.polls p
set failures = case when :reached::boolean then 0 else least(p.failures + 1, 5) end
where p.mcp_id = :mcp::text::uuid;
