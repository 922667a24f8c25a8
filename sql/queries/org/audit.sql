-- name: listAuditEvents
-- A page, the newest first: behind a cursor, or at an offset. The total is of all that the filters let through.
select page.doc::text as doc, total.n as total, page.position
from (
    select count(*)::int as n
    from audit.events e
    where e.chain = :orgId::text::uuid
        and (:action::text is null or e.action = :action)
        and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
        and (:since::text is null or e.at > :since::text::timestamptz)
        and (:until::text is null or e.at <= :until::text::timestamptz)
) total
left join lateral (
    select audit.event_doc(e) as doc, e.position
    from audit.events e
    where e.chain = :orgId::text::uuid
        and (:action::text is null or e.action = :action)
        and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
        and (:since::text is null or e.at > :since::text::timestamptz)
        and (:until::text is null or e.at <= :until::text::timestamptz)
        and (:behind::bigint is null or e.position < :behind::bigint)
    order by e.position desc
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.position desc;

-- name: exportAuditEvents
-- The next ones of an export, the newest first.
select
    e.position, e.id, hub.utc(e.at) as at, e.actor_kind, e.actor_id, e.actor_name, e.credential, e.action, e.target_type, e.target_id,
    e.before::text as before, e.after::text as after, e.request_id, e.ip, encode(e.hash, 'hex') as hash, audit.event_doc(e)::text as doc
from audit.events e
where e.chain = :orgId::text::uuid
    and (:action::text is null or e.action = :action)
    and (:actor_id::text is null or e.actor_id = :actor_id::text::uuid)
    and (:since::text is null or e.at > :since::text::timestamptz)
    and (:until::text is null or e.at <= :until::text::timestamptz)
    and (:behind::bigint is null or e.position < :behind::bigint)
order by e.position desc
limit :page::bigint;

-- name: getChain
select c.length, encode(c.head, 'hex') as head
from audit.chains c
where c.chain = :orgId::text::uuid;

-- name: verifyChain
-- Looks at a stretch of the chain: how many events are there, which is the first that is not as it was sealed, and the seal of the last.
select
    count(*)::bigint as events,
    min(least(s.position, s.expected)) filter (where not s.sound or s.position <> s.expected) as broken_at,
    (array_agg(encode(s.hash, 'hex') order by s.position desc))[1] as last
from (
    select
        e.position,
        e.hash,
        audit.seal(e) = e.hash
            and e.previous = coalesce(lag(e.hash) over (order by e.position), decode(:previous, 'hex')) as sound,
        coalesce(lag(e.position) over (order by e.position), :from::bigint - 1) + 1 as expected
    from audit.events e
    where e.chain = :orgId::text::uuid
        and e.position >= :from::bigint
        and e.position < :from::bigint + :page::bigint
) s;
