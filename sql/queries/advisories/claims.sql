-- name: putWholeClaims
-- Before it is asked what is newer: who would withdraw one of these waits for this, or this for them.
insert into advisories.claims (feed_id, record_id)
select :feed::text::uuid, r.id
from advisories.records r
where r.id = any (:ids::text[])
order by r.id
on conflict (feed_id, ecosystem, package, record_id) do nothing;

-- name: heldClaims
-- What a feed has answered of these packages.
select c.ecosystem, c.package, c.record_id, c.unanswered_at
from unnest(:ecosystems::text[], :packages::text[]) g (ecosystem, package)
join advisories.claims c on c.feed_id = :feed::text::uuid and c.ecosystem = g.ecosystem and c.package = g.package;

-- name: putClaims
-- What a feed answers; rows change only where it did not before.
insert into advisories.claims as c (feed_id, ecosystem, package, record_id)
select :feed::text::uuid, g.ecosystem, g.package, r.id
from unnest(:ecosystems::text[], :packages::text[], :ids::text[]) g (ecosystem, package, id)
join advisories.records r on r.id = g.id
order by r.id, g.ecosystem, g.package
on conflict (feed_id, ecosystem, package, record_id) do update
set unanswered_at = null
where c.unanswered_at is not null;

-- name: markClaims
update advisories.claims c
set unanswered_at = now()
from unnest(:ecosystems::text[], :packages::text[], :ids::text[]) g (ecosystem, package, id)
where c.feed_id = :feed::text::uuid
    and (c.ecosystem, c.package, c.record_id) = (g.ecosystem, g.package, g.id);

-- name: dropClaims
delete from advisories.claims c
using unnest(:ecosystems::text[], :packages::text[], :ids::text[]) g (ecosystem, package, id)
where c.feed_id = :feed::text::uuid
    and (c.ecosystem, c.package, c.record_id) = (g.ecosystem, g.package, g.id);

-- name: dropClaimsOfRecords
delete from advisories.claims c
where c.feed_id = :feed::text::uuid
    and c.record_id = any (:ids::text[]);

-- name: lockRecords
-- Whoever claims one of these at this moment has committed before it is asked who has it.
select r.id
from advisories.records r
where r.id = any (:ids::text[])
order by r.id
for update;

-- name: withdrawGone
-- Of these, what no feed has any more.
with gone as (
    update advisories.records r
    set gone = true,
        withdrawn = now()
    where r.id = any (:ids::text[])
        and r.withdrawn is null
        and not exists (select from advisories.claims c where c.record_id = r.id)
    returning r.id
),
noted as (
    insert into advisories.changes (record_id)
    select g.id
    from gone g
    on conflict (record_id) do update
    set at = now()
)
select g.id
from gone g;
