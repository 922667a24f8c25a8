-- name: claimOutbox
-- What is due, to each receiver no more than it may have at once: a slow one holds up nobody else. A lease that ran out is somebody's who died.
with due as (
    select next.id
    from webhook.subscriptions s
    join org.orgs o on o.id = s.org_id and o.status = 'ACTIVE' and o.deleted_at is null
    cross join lateral (
        select d.id, d.run_at
        from webhook.deliveries d
        where d.subscription_id = s.id
            and d.state = 'PENDING'
            and d.run_at <= now()
            and (d.leased_until is null or d.leased_until < now())
            and (d.asked or s.status = 'ENABLED')
        order by d.run_at, d.id
        limit greatest(0, :per_receiver::int - (
            select count(*)
            from webhook.deliveries b
            where b.subscription_id = s.id
                and b.state = 'PENDING'
                and b.leased_until >= now()))
        for update skip locked
    ) next
    where exists (
        select
        from webhook.deliveries any_due
        where any_due.subscription_id = s.id
            and any_due.state = 'PENDING'
            and any_due.run_at <= now())
    order by next.run_at, next.id
    limit :most::bigint
)
update webhook.deliveries d
set lease_id = :lease::text::uuid,
    leased_until = now() + make_interval(secs => :lease_seconds::int)
from due
join webhook.deliveries q on q.id = due.id
join webhook.subscriptions s on s.id = q.subscription_id
join webhook.events e on e.id = q.event_id
where d.id = due.id
returning
    d.id, d.attempts, webhook.message_id(e.id) as message, e.payload, s.url, s.secret,
    case when s.previous_ends_at > now() then s.previous_secret end as previous_secret;

-- name: delivered
with done as (
    update webhook.deliveries d
    set state = 'DELIVERED',
        attempts = d.attempts + 1,
        log = jsonb_path_query_array(:attempt::jsonb || d.log, '$[0 to 19]'),
        lease_id = null,
        leased_until = null,
        finished_at = now()
    where d.id = :id::text::uuid
        and d.lease_id = :lease::text::uuid
    returning d.subscription_id
)
update webhook.subscriptions s
set last_success_at = now()
from done
where s.id = done.subscription_id;

-- name: notDelivered
-- Tried again after the delay, or, without one, given up.
update webhook.deliveries d
set state = case when :delay_ms::bigint is null then 'FAILED' else 'PENDING' end,
    attempts = d.attempts + 1,
    log = jsonb_path_query_array(:attempt::jsonb || d.log, '$[0 to 19]'),
    run_at = now() + make_interval(secs => coalesce(:delay_ms::bigint, 0) / 1000.0),
    lease_id = null,
    leased_until = null,
    finished_at = case when :delay_ms::bigint is null then now() end
where d.id = :id::text::uuid
    and d.lease_id = :lease::text::uuid
returning d.subscription_id, d.asked;

-- name: disableSubscription
-- Unless something else got through since the delivery was made: then it was that one delivery, and not the receiver.
update webhook.subscriptions s
set status = 'DISABLED',
    disabled_reason = :reason,
    updated_at = now()
from webhook.deliveries d
where d.id = :id::text::uuid
    and s.id = d.subscription_id
    and s.status = 'ENABLED'
    and (:gone::boolean or s.last_success_at is null or s.last_success_at < d.created_at)
returning s.id::text as target, s.org_id::text as org, webhook.subscription_doc(s)::text as doc;

-- name: sweepOutbox
with old as (
    delete from webhook.deliveries d
    where d.finished_at < now() - make_interval(days => :days::int)
)
delete from webhook.events e
where e.created_at < now() - make_interval(days => :days::int)
    and not exists (select from webhook.deliveries d where d.event_id = e.id);
