-- name: listAudit
-- The newest first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from audit.events e
        where (:action::text is null or e.action = :action)
        and (:since::text is null or e.at > :since::text::timestamptz)
        and (:until::text is null or e.at <= :until::text::timestamptz)
        and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
        limit 10001
    ) few
) total
left join lateral (
    select audit.event_doc(e)::text as doc, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, e.id::text as id, e.at as sorted, e.id as tie
    from audit.events e
    where (:action::text is null or e.action = :action)
        and (:since::text is null or e.at > :since::text::timestamptz)
        and (:until::text is null or e.at <= :until::text::timestamptz)
        and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
        and (:after_id::text is null or (e.at, e.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by e.at desc, e.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: exportAudit
-- The next ones of an export, the newest first.
select
    e.position, e.id, hub.utc(e.at) as at, e.actor_kind, e.actor_id, e.actor_name, e.credential, e.action, e.target_type, e.target_id,
    e.before::text as before, e.after::text as after, e.request_id, e.ip, encode(e.hash, 'hex') as hash, audit.event_doc(e)::text as doc,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key
from audit.events e
where (:action::text is null or e.action = :action)
    and (:since::text is null or e.at > :since::text::timestamptz)
    and (:until::text is null or e.at <= :until::text::timestamptz)
    and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
    and (:after_id::text is null or (e.at, e.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
order by e.at desc, e.id desc
limit :page::bigint;

-- name: listUserAudit
-- The newest first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from audit.events e
        where (e.actor_id = :userId::text::uuid or (e.target_type = 'user' and e.target_id = :userId::text))
        and (:action::text is null or e.action = :action)
        and (:since::text is null or e.at > :since::text::timestamptz)
        and (:until::text is null or e.at <= :until::text::timestamptz)
        and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
        limit 10001
    ) few
) total
left join lateral (
    select audit.event_doc(e)::text as doc, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, e.id::text as id, e.at as sorted, e.id as tie
    from audit.events e
    where (e.actor_id = :userId::text::uuid or (e.target_type = 'user' and e.target_id = :userId::text))
        and (:action::text is null or e.action = :action)
        and (:since::text is null or e.at > :since::text::timestamptz)
        and (:until::text is null or e.at <= :until::text::timestamptz)
        and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
        and (:after_id::text is null or (e.at, e.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by e.at desc, e.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: exportUserAudit
-- The next ones of an export, the newest first.
select
    e.position, e.id, hub.utc(e.at) as at, e.actor_kind, e.actor_id, e.actor_name, e.credential, e.action, e.target_type, e.target_id,
    e.before::text as before, e.after::text as after, e.request_id, e.ip, encode(e.hash, 'hex') as hash, audit.event_doc(e)::text as doc,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key
from audit.events e
where (e.actor_id = :userId::text::uuid or (e.target_type = 'user' and e.target_id = :userId::text))
    and (:action::text is null or e.action = :action)
    and (:since::text is null or e.at > :since::text::timestamptz)
    and (:until::text is null or e.at <= :until::text::timestamptz)
    and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
    and (:after_id::text is null or (e.at, e.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
order by e.at desc, e.id desc
limit :page::bigint;

-- name: listOrgAudit
-- The newest first.
select page.doc, page.key, page.id, least(total.n, 10000) as total, total.n <= 10000 as total_is_exact
from (
    select count(*)::int as n
    from (
        select
        from audit.events e
        where e.chain = :orgId::text::uuid
        and (:action::text is null or e.action = :action)
        and (:since::text is null or e.at > :since::text::timestamptz)
        and (:until::text is null or e.at <= :until::text::timestamptz)
        and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
        limit 10001
    ) few
) total
left join lateral (
    select audit.event_doc(e)::text as doc, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key, e.id::text as id, e.at as sorted, e.id as tie
    from audit.events e
    where e.chain = :orgId::text::uuid
        and (:action::text is null or e.action = :action)
        and (:since::text is null or e.at > :since::text::timestamptz)
        and (:until::text is null or e.at <= :until::text::timestamptz)
        and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
        and (:after_id::text is null or (e.at, e.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
    order by e.at desc, e.id desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.sorted desc, page.tie desc;

-- name: exportOrgAudit
-- The next ones of an export, the newest first.
select
    e.position, e.id, hub.utc(e.at) as at, e.actor_kind, e.actor_id, e.actor_name, e.credential, e.action, e.target_type, e.target_id,
    e.before::text as before, e.after::text as after, e.request_id, e.ip, encode(e.hash, 'hex') as hash, audit.event_doc(e)::text as doc,
    to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key
from audit.events e
where e.chain = :orgId::text::uuid
    and (:action::text is null or e.action = :action)
    and (:since::text is null or e.at > :since::text::timestamptz)
    and (:until::text is null or e.at <= :until::text::timestamptz)
    and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
    and (:after_id::text is null or (e.at, e.id) < (:after_key::text::timestamptz, :after_id::text::uuid))
order by e.at desc, e.id desc
limit :page::bigint;
