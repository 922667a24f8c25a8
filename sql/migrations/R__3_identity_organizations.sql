-- The JSON of people and organizations, and the word that goes round when somebody's rights change.

create or replace function identity.user_doc(u identity.users) returns json
language sql stable parallel safe
return json_build_object(
    'id', u.id,
    'email', u.email,
    'email_verified', u.email_verified,
    'name', u.name,
    'plan', u.plan,
    'platform_role', u.platform_role,
    'status', u.status,
    'created_at', hub.utc(u.created_at),
    'updated_at', hub.utc(u.updated_at),
    'last_sign_in_at', hub.utc(u.last_sign_in_at)
);

create or replace function org.org_doc(o org.orgs) returns json
language sql stable parallel safe
return json_build_object(
    'id', o.id,
    'name', o.name,
    'slug', o.slug,
    'display_name', o.display_name,
    'plan', o.plan,
    'status', o.status,
    'unknown_mcps', o.unknown_mcps,
    'unmatched', o.unmatched,
    'unknown_environment', o.unknown_environment,
    'environments', to_json(o.environments),
    'mirrors', to_json(o.mirrors),
    'grace_minutes', o.grace_minutes,
    'enforcement', o.enforcement,
    'baseline', o.baseline,
    'scoring', json_build_object('method', org.method(o), 'until', hub.utc(case when org.former_method(o) is not null then o.scoring_until end), 'newest', analysis.newest_method()),
    'created_at', hub.utc(o.created_at),
    'updated_at', hub.utc(o.updated_at)
);

-- A list of environments and what is new of some more, whatever the case; each stays as it was written first.
create or replace function org.environments_with(listed text[], more text[]) returns text[]
language sql immutable parallel safe
return listed || array(
    select once.name
    from (
        select distinct on (lower(e.name)) e.name, e.position
        from unnest(more) with ordinality e (name, position)
        where not exists (select from unnest(listed) known (name) where lower(known.name) = lower(e.name))
        order by lower(e.name), e.position
    ) once
    order by once.position
);

create or replace function org.area_doc(a org.areas) returns json
language sql stable parallel safe
return json_build_object(
    'id', a.id,
    'org_id', a.org_id,
    'name', a.name,
    'slug', a.slug,
    'description', a.description,
    'enforcement', a.enforcement,
    'created_at', hub.utc(a.created_at),
    'updated_at', hub.utc(a.updated_at)
);

-- A member of an organization or of an area.
create or replace function org.member_doc(of_user uuid, role text, joined_at timestamptz) returns json
language sql stable parallel safe
return (
    select json_build_object(
        'user_id', u.id,
        'email', u.email,
        'name', u.name,
        'role', role,
        'status', u.status,
        'joined_at', hub.utc(joined_at))
    from identity.users u
    where u.id = of_user
);

create or replace function org.invitation_doc(i org.invitations) returns json
language sql stable parallel safe
return json_build_object(
    'id', i.id,
    'org_id', i.org_id,
    'email', i.email,
    'role', i.role,
    'status', case when i.status = 'PENDING' and i.expires_at <= now() then 'EXPIRED' else i.status end,
    'invited_by', i.invited_by,
    'created_at', hub.utc(i.created_at),
    'expires_at', hub.utc(i.expires_at),
    'accepted_at', hub.utc(i.accepted_at)
);

create or replace function org.token_doc(t org.tokens) returns json
language sql stable parallel safe
return json_build_object(
    'id', t.id,
    'org_id', t.org_id,
    'name', t.name,
    'description', t.description,
    'scopes', to_json(t.scopes),
    'area_id', t.area_id,
    'enforcement', t.enforcement,
    'hint', t.hint,
    'status', case when t.revoked_at is not null then 'REVOKED' when t.expires_at <= now() then 'EXPIRED' else 'ACTIVE' end,
    'created_by', t.created_by,
    'created_at', hub.utc(t.created_at),
    'expires_at', hub.utc(t.expires_at),
    'revoked_at', hub.utc(t.revoked_at),
    'last_used_at', hub.utc(t.last_used_at)
);

create or replace function org.registry_doc(r org.registries) returns json
language sql stable parallel safe
return case when r.scope is not null then json_build_object(
    'scope', r.scope,
    'url', r.url,
    'has_token', r.token is not null,
    'created_at', hub.utc(r.created_at),
    'updated_at', hub.utc(r.updated_at)
) end;

-- Whose rights changed is told with the commit to every node that listens; nobody who writes can forget it.
create or replace function identity.tell_user() returns trigger
language plpgsql
as $$
begin
    perform pg_notify('callers', 'user ' || coalesce(new.id, old.id));
    return null;
end
$$;

create or replace function identity.tell_user_of() returns trigger
language plpgsql
as $$
begin
    perform pg_notify('callers', 'user ' || coalesce(new.user_id, old.user_id));
    return null;
end
$$;

create or replace function org.tell_org() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'UPDATE' and old.deleted_at is not null and new.deleted_at is null then
        -- whose members are remembered as members of nothing
        perform pg_notify('callers', 'everybody');
    end if;
    perform pg_notify('callers', 'org ' || coalesce(new.id, old.id));
    return null;
end
$$;

create or replace function org.tell_token() returns trigger
language plpgsql
as $$
begin
    perform pg_notify('callers', 'token ' || coalesce(new.id, old.id));
    return null;
end
$$;

create or replace trigger tell after update of email, name, plan, platform_role, status, deleted_at or delete on identity.users
    for each row execute function identity.tell_user();
create or replace trigger tell after update of revoked_at, expires_at or delete on identity.sessions
    for each row execute function identity.tell_user_of();
create or replace trigger tell after update of name, plan, status, deleted_at or delete on org.orgs
    for each row execute function org.tell_org();
create or replace trigger tell after insert or update or delete on org.members
    for each row execute function identity.tell_user_of();
create or replace trigger tell after insert or update or delete on org.area_members
    for each row execute function identity.tell_user_of();
create or replace trigger tell after update of scopes, digest, expires_at, revoked_at or delete on org.tokens
    for each row execute function org.tell_token();

-- A person as the gateway knows callers: see mcphub.kernel.Caller.
create or replace function identity.caller_doc(u identity.users, credential text, session uuid) returns json
language sql stable parallel safe
return json_build_object(
    'kind', 'USER',
    'id', u.id,
    'name', u.email,
    'credential', credential,
    'session', session,
    'plan', u.plan,
    'platform_role', u.platform_role,
    'suspended', u.status = 'SUSPENDED',
    'email_verified', u.email_verified,
    'orgs', (
        select json_object_agg(o.id, json_build_object('slug', o.slug, 'role', m.role, 'plan', o.plan, 'suspended', o.status = 'SUSPENDED'))
        from org.members m
        join org.orgs o on o.id = m.org_id
        where m.user_id = u.id
            and o.deleted_at is null
    ),
    'areas', (
        select json_object_agg(a.area_id, a.role)
        from org.area_members a
        where a.user_id = u.id
    )
);

-- A scope of packages in the public catalog that somebody may take an organization of this slug for; null for none.
create or replace function org.scope_like(slug text) returns text
language sql stable parallel safe
begin atomic
    select split_part(m.source_package, '/', 1)
    from catalog.mcps m
    where m.source_type = 'npm' and m.visibility = 'public' and m.deleted_at is null and m.source_package like '@%'
        and hub.skeleton(substr(split_part(m.source_package, '/', 1), 2)) = hub.skeleton(slug)
    limit 1;
end;
