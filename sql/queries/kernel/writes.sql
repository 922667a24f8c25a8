-- name: lockOrg
-- Writers of one organization take turns.
select o.id
from org.orgs o
where o.id = :orgId::text::uuid
    and o.deleted_at is null
for no key update;

-- name: addEvent
-- The trigger gives it its place in the chain.
insert into audit.events (
    chain, actor_kind, actor_id, actor_name, credential, action, target_type, target_id, before, after, request_id, ip)
values (
    coalesce(:org::text::uuid, '00000000-0000-0000-0000-000000000000'), :actor_kind, :actor_id::text::uuid, :actor_name, :credential, :action,
    :target_type, :target, :before::text::jsonb, :after::text::jsonb, :request_id, :ip);

-- name: platformSettings
select json_build_object(
    'anonymous_per_minute', s.anonymous_per_minute, 'sign_up', s.sign_up, 'read_only', s.read_only, 'banner', s.banner)::text as doc
from admin.settings s;
