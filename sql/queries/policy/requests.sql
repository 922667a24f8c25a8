-- name: listApprovals
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from policy.approvals a where a.org_id = :orgId::text::uuid) total
left join lateral (
    select policy.approval_doc(a) as doc, a.created_at, a.id
    from policy.approvals a
    where a.org_id = :orgId::text::uuid
    order by a.created_at desc, a.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.created_at desc, page.id;

-- name: createApproval
with made as (
    insert into policy.approvals (org_id, identity, digest, reason, approved_by, ends_at)
    values (:orgId::text::uuid, :identity, :digest, :reason, :caller::text::uuid, :ends_at::text::timestamptz)
    returning *
)
select
    m.id as target, policy.approval_doc(m::policy.approvals)::text as doc,
    '/api/v1/orgs/' || m.org_id || '/approvals/' || m.id as location
from made m;

-- name: endApproval
with gone as (
    update policy.approvals a
    set ended_at = now()
    where a.org_id = :orgId::text::uuid
        and a.id = :approvalId::text::uuid
        and a.ended_at is null
    returning *
)
select g.id as target, policy.approval_doc(g::policy.approvals)::text as before
from gone g;

-- name: listRequests
select page.doc::text as doc, total.n as total
from (
    select count(*)::int as n
    from policy.requests r
    where r.org_id = :orgId::text::uuid
        and (:status::text is null or r.status = :status)
) total
left join lateral (
    select policy.request_doc(r) as doc, r.created_at, r.id
    from policy.requests r
    where r.org_id = :orgId::text::uuid
        and (:status::text is null or r.status = :status)
    order by r.created_at desc, r.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.created_at desc, page.id;

-- name: findRequest
select policy.request_doc(r)::text as doc
from policy.requests r
where r.org_id = :orgId::text::uuid
    and r.id = :requestId::text::uuid;

-- name: createRequest
with made as (
    insert into policy.requests (org_id, identity, environment, reason, requested_by)
    values (:orgId::text::uuid, :identity, :environment, :reason, :caller::text::uuid)
    returning *
)
select
    m.id as target, policy.request_doc(m::policy.requests)::text as doc,
    '/api/v1/orgs/' || m.org_id || '/requests/' || m.id as location,
    case when (
            select count(*)
            from policy.requests r
            where r.org_id = :orgId::text::uuid
                and r.requested_by = :caller::text::uuid
                and r.status = 'PENDING') >= 50
        then 'CONFLICT You have asked for 50 things that nobody has decided yet' end as refusal
from made m;

-- name: decideRequest
-- Once.
with old as (
    select r.*
    from policy.requests r
    where r.org_id = :orgId::text::uuid
        and r.id = :requestId::text::uuid
    for update
),
decided as (
    update policy.requests r
    set status = :status,
        decided_by = :caller::text::uuid,
        decided_at = now(),
        decision = :decision,
        exception_id = :exception::text::uuid,
        approval_id = :approval::text::uuid
    from old
    where r.id = old.id
        and old.status = 'PENDING'
    returning r.*
)
select
    old.id as target, policy.request_doc(old::policy.requests)::text as before, policy.request_doc(d::policy.requests)::text as doc,
    (select u.email from identity.users u where u.id = old.requested_by and u.deleted_at is null) as requester,
    case
        when old.status <> 'PENDING' then 'CONFLICT The request is ' || lower(old.status) || ' already'
        when :status = 'WITHDRAWN' and old.requested_by::text <> :caller then 'FORBIDDEN Only who asked withdraws a request'
    end as refusal
from old
left join decided d on true;

-- name: deciders
-- Who is told of a request by mail.
select u.email
from org.members m
join identity.users u on u.id = m.user_id
where m.org_id = :orgId::text::uuid
    and m.role in ('OWNER', 'ADMIN')
    and u.email_verified
    and u.deleted_at is null
order by u.email
limit 20;
