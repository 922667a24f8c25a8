-- name: noteSubscription
-- What an event says of a subscription; of an older one than the last only what is not known yet.
insert into webhook.stripe_subscriptions as s (id, org_id, user_id, plan, good, status, event_at, event_rank)
values (
    :subscription, (select o.id from org.orgs o where o.id::text = :org), (select u.id from identity.users u where u.id::text = :user),
    :plan, coalesce(:good::boolean, false), :status, to_timestamp(:created::bigint), :rank::int)
on conflict (id) do update
set org_id = coalesce(s.org_id, excluded.org_id),
    user_id = coalesce(s.user_id, excluded.user_id),
    plan = case when (excluded.event_at, excluded.event_rank) >= (s.event_at, s.event_rank) then coalesce(excluded.plan, s.plan) else coalesce(s.plan, excluded.plan) end,
    good = case when (excluded.event_at, excluded.event_rank) >= (s.event_at, s.event_rank) then coalesce(:good::boolean, s.good) else s.good end,
    status = case when (excluded.event_at, excluded.event_rank) >= (s.event_at, s.event_rank) then excluded.status else s.status end,
    event_at = greatest(s.event_at, excluded.event_at),
    event_rank = case when (excluded.event_at, excluded.event_rank) >= (s.event_at, s.event_rank) then excluded.event_rank else s.event_rank end
returning s.org_id::text as org, s.user_id::text as user, s.status, (s.event_at, s.event_rank) = (to_timestamp(:created::bigint), :rank::int) as current;

-- name: planOfOrg
-- The best that its good subscriptions give, else FREE; a row where that is a change.
with now_due as (
    select o.id, o.plan as before, coalesce((
        select s.plan
        from webhook.stripe_subscriptions s
        where s.org_id = o.id
            and s.good
            and s.plan is not null
        order by array_position(array['ENTERPRISE', 'PRO', 'FREE'], s.plan)
        limit 1
    ), 'FREE') as plan
    from org.orgs o
    where o.id = :org::text::uuid
    for no key update of o
)
update org.orgs o
set plan = d.plan,
    updated_at = now()
from now_due d
where o.id = d.id
    and d.plan <> d.before
returning d.before, o.plan;

-- name: planOfUser
with now_due as (
    select u.id, u.plan as before, coalesce((
        select s.plan
        from webhook.stripe_subscriptions s
        where s.user_id = u.id
            and s.good
            and s.plan is not null
        order by array_position(array['ENTERPRISE', 'PRO', 'FREE'], s.plan)
        limit 1
    ), 'FREE') as plan
    from identity.users u
    where u.id = :user::text::uuid
    for no key update of u
)
update identity.users u
set plan = d.plan,
    updated_at = now()
from now_due d
where u.id = d.id
    and d.plan <> d.before
returning d.before, u.plan;
