-- name: announceMethod
-- The next organization that has something to lose by a newer method: told once, and from then on it has so many days, or what is left of those that it had. What nothing reads of a score loses
-- nothing by it.
update org.orgs o
set scoring_announced_at = now(),
    scoring_until = least(o.scoring_until, now() + make_interval(days => :days::int))
where o.id = (
    select due.id
    from org.orgs due
    where due.scoring is not null
        and due.scoring_announced_at is null
        and due.scoring_until > now()
        and due.deleted_at is null
        and exists (select from policy.policies p where p.org_id = due.id and p.enabled)
    order by due.scoring_until, due.id
    limit 1
    for update skip locked)
returning o.id as org, o.scoring as method, analysis.newest_method() as newest, hub.utc(o.scoring_until) as until;

-- name: endMethods
-- Organizations whose time with the method before is over: their policies see the newest already.
update org.orgs o
set scoring = null
where o.id in (
    select due.id
    from org.orgs due
    where due.scoring is not null
        and due.scoring_until <= now()
    order by due.scoring_until, due.id
    limit 100
    for update skip locked)
returning o.id;

-- name: takeMethodNotice
-- The next organization that is to be told; until it is, it steps back.
update policy.method_notices n
set at = now() + interval '5 minutes'
where n.org_id = (
    select due.org_id
    from policy.method_notices due
    join org.orgs o on o.id = due.org_id and o.deleted_at is null
    where due.at <= now()
    order by due.at, due.org_id
    limit 1
    for update of due skip locked)
returning n.org_id, n.former, n.method, n.is_over;

-- name: endMethodNotice
-- Nothing where another node has told it meanwhile, or the organization went back.
delete from policy.method_notices n
where n.org_id = :org::text::uuid
    and n.method = :method
returning n.org_id;
