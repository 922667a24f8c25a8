-- name: lockAccount
select pg_advisory_xact_lock(hashtextextended(encode(:account, 'hex'), 0));

-- name: countAttempts
select
    count(*) filter (where a.address = :address)::int as from_here,
    count(*)::int as in_all,
    ceil(extract(epoch from min(a.at) filter (where a.address = :address) + interval '15 minutes' - now()))::int as retry_after
from identity.sign_in_attempts a
where a.account = :account
    and a.at > now() - interval '15 minutes';

-- name: addAttempt
insert into identity.sign_in_attempts (account, address)
values (:account, :address);

-- name: forgetAttempts
delete from identity.sign_in_attempts a
where a.account = :account
    and a.address = :address;

-- name: sweepAttempts
delete from identity.sign_in_attempts a
where a.at < now() - interval '1 hour';

-- name: addSession
insert into identity.sessions (user_id, expires_at)
values (:user::text::uuid, now() + make_interval(days => :days::int))
returning id;

-- name: addRefreshToken
insert into identity.refresh_tokens (digest, session_id)
values (:digest, :session::text::uuid);

-- name: findRefreshToken
-- Uses of one token take turns.
select r.session_id, r.used_at is not null as used, s.user_id, s.revoked_at is null and s.expires_at > now() as good, u.status, u.deleted_at
from identity.refresh_tokens r
join identity.sessions s on s.id = r.session_id
join identity.users u on u.id = s.user_id
where r.digest = :digest
for update of r, s;

-- name: useRefreshToken
update identity.refresh_tokens r
set used_at = now()
where r.digest = :digest;

-- name: revokeSession
update identity.sessions s
set revoked_at = now(),
    revoked_because = :reason
where s.id = :session::text::uuid
    and s.revoked_at is null
returning s.id;

-- name: revokeSessions
-- All of a person's, but perhaps one.
update identity.sessions s
set revoked_at = now(),
    revoked_because = :reason
where s.user_id = :user::text::uuid
    and s.revoked_at is null
    and s.id is distinct from :except::text::uuid;

-- name: sweepSessions
delete from identity.sessions s
where s.expires_at < now() - interval '7 days';
