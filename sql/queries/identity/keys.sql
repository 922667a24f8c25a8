-- name: listKeys
-- The newest signs; the others still verify.
select k.kid, k.public_key, k.private_key, k.retired_at, k.created_at
from identity.signing_keys k
order by k.retired_at is not null, k.created_at desc, k.kid;

-- name: lockKeys
select pg_advisory_xact_lock(7240111);

-- name: newestKeyAge
select extract(epoch from now() - max(k.created_at))::bigint as seconds
from identity.signing_keys k
where k.retired_at is null;

-- name: retireKeys
update identity.signing_keys k
set retired_at = now()
where k.retired_at is null;

-- name: addKey
insert into identity.signing_keys (kid, public_key, private_key)
values (:kid, :public_key, :private_key);

-- name: sweepKeys
delete from identity.signing_keys k
where k.retired_at < now() - make_interval(mins => :minutes::int);

-- name: listReportReceiptKeys
-- They sign receipts of reports and nothing else, and stay for good. Receipts of versions have keys of their own, in catalog.receipt_keys.
select k.jwk
from report.receipt_keys k
order by k.created_at, k.kid;
