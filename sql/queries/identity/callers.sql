-- name: callerOfSession
-- Whoever signed in here; no row when the session or the account has ended.
select identity.caller_doc(u, 'session', s.id)::text as doc
from identity.sessions s
join identity.users u on u.id = s.user_id
where s.id = :session::text::uuid
    and s.user_id = :user::text::uuid
    and s.revoked_at is null
    and s.expires_at > now()
    and u.deleted_at is null;

-- name: callerOfIssuer
-- Whoever an external issuer vouches for, once they were seen.
select identity.caller_doc(u, 'oidc', null)::text as doc, u.deleted_at is not null as deleted
from identity.external_identities e
join identity.users u on u.id = e.user_id
where e.issuer = :issuer
    and e.subject = :subject;

-- name: callerOfToken
select json_build_object(
    'kind', 'TOKEN',
    'id', t.id,
    'name', t.name,
    'credential', 'service_token',
    'plan', o.plan,
    'suspended', o.status = 'SUSPENDED',
    'scopes', (select json_agg(distinct split_part(scope, ':', 1)) from unnest(t.scopes) scope),
    'orgs', json_build_object(o.id, json_build_object('slug', o.slug, 'role', null, 'plan', o.plan, 'suspended', o.status = 'SUSPENDED')),
    'areas', case when t.area_id is null then json_build_object() else json_build_object(t.area_id, 'VIEWER') end,
    'good_until', (extract(epoch from t.expires_at) * 1000)::bigint
)::text as doc
from org.tokens t
join org.orgs o on o.id = t.org_id
where t.digest = :digest
    and t.revoked_at is null
    and t.expires_at > now()
    and o.deleted_at is null;

-- name: noteTokenUse
-- Many at once, some time after the use.
update org.tokens t
set last_used_at = greatest(t.last_used_at, used.at)
from (
    select (u ->> 'id')::uuid as id, to_timestamp((u ->> 'at')::double precision / 1000) as at
    from jsonb_array_elements(:used::jsonb) u
) used
where t.id = used.id;
