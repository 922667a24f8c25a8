-- name: listWebhooks
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from webhook.subscriptions s where s.org_id = :orgId::text::uuid) total
left join lateral (
    select webhook.subscription_doc(s) as doc, s.created_at, s.id
    from webhook.subscriptions s
    where s.org_id = :orgId::text::uuid
    order by s.created_at, s.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.created_at, page.id;

-- name: getWebhook
select webhook.subscription_doc(s)::text as doc
from webhook.subscriptions s
where s.org_id = :orgId::text::uuid
    and s.id = :webhookId::text::uuid;

-- name: createWebhook
with made as (
    insert into webhook.subscriptions (org_id, url, description, events, mcps, status, secret, created_by)
    select
        :orgId::text::uuid, :url, coalesce(:description, ''), array(select jsonb_array_elements_text(:events::jsonb)),
        array(select jsonb_array_elements_text(coalesce(:mcps::jsonb, '[]'))::uuid),
        case when coalesce(:enabled::boolean, true) then 'ENABLED' else 'DISABLED' end, :secret, :caller::text::uuid
    returning *
)
select
    s.id as target, webhook.subscription_doc(s::webhook.subscriptions)::text as doc,
    '/api/v1/orgs/' || s.org_id || '/webhooks/' || s.id as location,
    case
        when exists (
            select
            from unnest(s.mcps) wanted
            where not exists (select from catalog.listings l where l.mcp_id = wanted and catalog.sees(:viewer::jsonb, l))
        ) then 'NOT_FOUND An MCP of the field ''mcps'' was not found'
        when (select count(*) from webhook.subscriptions o where o.org_id = s.org_id) >= 50 then 'CONFLICT An organization has at most 50 webhooks'
    end as refusal
from made s;

-- name: replaceWebhook
-- Also enables one again that was disabled.
with old as (
    select webhook.subscription_doc(s)::text as doc
    from webhook.subscriptions s
    where s.org_id = :orgId::text::uuid
        and s.id = :webhookId::text::uuid
),
changed as (
    update webhook.subscriptions s
    set url = :url,
        description = coalesce(:description, ''),
        events = array(select jsonb_array_elements_text(:events::jsonb)),
        mcps = array(select jsonb_array_elements_text(coalesce(:mcps::jsonb, '[]'))::uuid),
        status = case when coalesce(:enabled::boolean, true) then 'ENABLED' else 'DISABLED' end,
        disabled_reason = null,
        updated_at = now()
    where s.org_id = :orgId::text::uuid
        and s.id = :webhookId::text::uuid
    returning *
)
select
    s.id as target, webhook.subscription_doc(s::webhook.subscriptions)::text as doc, old.doc as before,
    case when exists (
        select
        from unnest(s.mcps) wanted
        where not exists (select from catalog.listings l where l.mcp_id = wanted and catalog.sees(:viewer::jsonb, l))
    ) then 'NOT_FOUND An MCP of the field ''mcps'' was not found' end as refusal
from changed s
cross join old;

-- name: deleteWebhook
with gone as (
    delete from webhook.subscriptions s
    where s.org_id = :orgId::text::uuid
        and s.id = :webhookId::text::uuid
    returning *
)
select g.id as target, webhook.subscription_doc(g::webhook.subscriptions)::text as before
from gone g;

-- name: rotateWebhookSecret
-- The old one goes on signing beside the new one for a day.
with renewed as (
    update webhook.subscriptions s
    set previous_secret = s.secret,
        previous_ends_at = now() + interval '1 day',
        secret = :secret,
        updated_at = now()
    where s.org_id = :orgId::text::uuid
        and s.id = :webhookId::text::uuid
    returning *
)
select r.id as target, webhook.subscription_doc(r::webhook.subscriptions)::text as doc
from renewed r;

-- name: pingWebhook
with event as (
    insert into webhook.events (type, payload)
    select 'webhook.ping', json_build_object(
        'type', 'webhook.ping', 'timestamp', hub.utc(now()), 'data', json_build_object('webhook_id', s.id, 'org_id', s.org_id))::text
    from webhook.subscriptions s
    where s.org_id = :orgId::text::uuid
        and s.id = :webhookId::text::uuid
    returning id
)
insert into webhook.deliveries (org_id, subscription_id, event_id, asked)
select :orgId::text::uuid, :webhookId::text::uuid, e.id, true
from event e
returning id;

-- name: redeliver
insert into webhook.deliveries (org_id, subscription_id, event_id, asked)
select d.org_id, d.subscription_id, d.event_id, true
from webhook.deliveries d
where d.org_id = :orgId::text::uuid
    and d.subscription_id = :webhookId::text::uuid
    and d.id = :deliveryId::text::uuid
returning id;

-- name: askedDelivery
select d.id as target, webhook.delivery_doc(d)::text as doc
from webhook.deliveries d
where d.org_id = :orgId::text::uuid
    and d.id = :delivery::text::uuid;

-- name: listDeliveries
select page.doc::text as doc, total.n as total
from webhook.subscriptions s
cross join lateral (
    select count(*)::int as n
    from webhook.deliveries d
    where d.org_id = s.org_id
        and d.subscription_id = s.id
        and (:status::text is null or d.state = :status)
) total
left join lateral (
    select webhook.delivery_doc(d) as doc, d.created_at, d.id
    from webhook.deliveries d
    where d.org_id = s.org_id
        and d.subscription_id = s.id
        and (:status::text is null or d.state = :status)
    order by d.created_at desc, d.id
    limit :limit::bigint offset :offset::bigint
) page on true
where s.org_id = :orgId::text::uuid
    and s.id = :webhookId::text::uuid
order by page.created_at desc, page.id;
