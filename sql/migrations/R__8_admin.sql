-- The administrators' view of things, and what keeps categories and tags in step with MCPs.

-- Names a state of a thing; it changes with every change.
create or replace function hub.etag(updated_at timestamptz) returns text
language sql immutable parallel safe
return '"' || (extract(epoch from updated_at) * 1000000)::bigint || '"';

-- The refusal of a change to something that is not as whoever asks believes; null where it is, or where nobody said.
create or replace function hub.unmatched(if_match text, updated_at timestamptz) returns text
language sql immutable parallel safe
return case
    when if_match is null or if_match = '*' or position(hub.etag(updated_at) in if_match) > 0 then null
    else 'PRECONDITION_FAILED It has changed meanwhile: get it again, and decide again'
end;

create or replace function identity.admin_doc(u identity.users) returns jsonb
language sql stable parallel safe
return identity.user_doc(u)::jsonb || jsonb_build_object('deleted_at', hub.utc(u.deleted_at));

create or replace function identity.admin_detail(u identity.users) returns jsonb
language sql stable parallel safe
return identity.admin_doc(u) || jsonb_build_object('organizations', coalesce((
    select jsonb_agg(jsonb_build_object('id', o.id, 'slug', o.slug, 'role', m.role) order by o.slug)
    from org.members m
    join org.orgs o on o.id = m.org_id
    where m.user_id = u.id
), '[]'));

create or replace function org.admin_doc(o org.orgs) returns jsonb
language sql stable parallel safe
return org.org_doc(o)::jsonb || jsonb_build_object(
    'members', (select count(*) from org.members m where m.org_id = o.id),
    'owner_id', (select m.user_id from org.members m where m.org_id = o.id and m.role = 'OWNER'),
    'deleted_at', hub.utc(o.deleted_at));

create or replace function catalog.category_doc(c catalog.categories) returns json
language sql stable parallel safe
return json_build_object(
    'id', c.id,
    'slug', c.slug,
    'name', c.name,
    'description', c.description,
    'parent_id', c.parent_id,
    'mcps', (select count(*) from catalog.listings l where l.category = c.slug),
    'created_at', hub.utc(c.created_at),
    'updated_at', hub.utc(c.updated_at)
);

create or replace function catalog.tag_doc(t catalog.tags) returns json
language sql stable parallel safe
return json_build_object(
    'id', t.id,
    'tag', t.tag,
    'mcps', (select count(*) from catalog.listings l where t.tag = any (l.tags)),
    'created_at', hub.utc(t.created_at)
);

-- Lower-case words with hyphens; empty where nothing is left.
create or replace function catalog.normal_tag(written text) returns text
language sql immutable parallel safe
return btrim(regexp_replace(lower(normalize(written, NFKC)), '[^a-z0-9.+]+', '-', 'g'), '-');

-- What an MCP is labelled with is there as a category or tag of its own.
create or replace function catalog.labelled() returns trigger
language plpgsql
as $$
begin
    if new.category is not null then
        insert into catalog.categories (slug, name) values (new.category, initcap(replace(new.category, '-', ' '))) on conflict do nothing;
    end if;
    insert into catalog.tags (tag) select distinct tag from unnest(new.tags) tag on conflict do nothing;
    return null;
end
$$;

create or replace trigger labelled after insert or update of category, tags on catalog.mcps
    for each row execute function catalog.labelled();

-- An MCP by what it is, beside others that it may be taken for.
create or replace function catalog.registration_doc(m catalog.mcps) returns json
language sql stable parallel safe
return json_build_object(
    'id', m.id,
    'name', m.name,
    'identity', catalog.identity(m),
    'visibility', m.visibility,
    'owner', catalog.owner_doc(m),
    'created_at', hub.utc(m.created_at)
);

-- The MCPs are the first 50, the oldest first.
create or replace function catalog.clash_doc(kind text, name text, of_org uuid, mcps uuid[]) returns json
language sql stable parallel safe
return json_build_object(
    'kind', kind,
    'name', name,
    'org', (select json_build_object('id', o.id, 'slug', o.slug, 'created_at', hub.utc(o.created_at)) from org.orgs o where o.id = of_org),
    'mcps', (
        select json_agg(catalog.registration_doc(m) order by one.position)
        from unnest(mcps[1:50]) with ordinality one (id, position)
        join catalog.mcps m on m.id = one.id),
    'mcps_total', cardinality(mcps)
);

-- The versions that are the same release of the same source as this one, itself among them, whoever registered it.
create or replace function analysis.same_release(of_mcp uuid, of_version uuid) returns setof uuid
language sql stable
begin atomic
    select v.id
    from catalog.mcps m
    join analysis.versions one on one.mcp_id = m.id and one.id = of_version
    cross join lateral (
        select r.id
        from catalog.mcps r
        where r.source_type = 'npm' and r.deleted_at is null and r.package_key = m.package_key
        union all
        select r.id
        from catalog.mcps r
        where r.source_type = 'git' and r.deleted_at is null and r.repository_key = m.repository_key
            and catalog.identity(r) = catalog.identity(m)
        union all
        select m.id
        where m.source_package is null and m.repository_key is null
    ) registered
    join analysis.versions v on v.mcp_id = registered.id and v.visible_version = one.visible_version
    where m.id = of_mcp
        and m.deleted_at is null;
end;

create or replace function analysis.job_doc(j analysis.jobs) returns json
language sql stable parallel safe
return (
    select json_build_object(
        'id', j.id,
        'kind', j.kind,
        'mcp_id', j.mcp_id,
        'mcp', m.name,
        'version', v.visible_version,
        'wanted', j.wanted,
        'state', j.state,
        'attempts', j.attempts,
        'again', j.again,
        'error', j.error,
        'progress', j.progress,
        'created_at', hub.utc(j.created_at),
        'run_at', hub.utc(j.run_at),
        'finished_at', hub.utc(j.finished_at))
    from catalog.mcps m
    left join analysis.versions v on v.id = j.version_id
    where m.id = j.mcp_id
);

create or replace function webhook.inbox_doc(i webhook.inbox) returns json
language sql stable parallel safe
return json_build_object(
    'id', i.id,
    'sender', i.sender,
    'mcp_id', nullif(i.scope, '00000000-0000-0000-0000-000000000000'),
    'delivery_id', i.delivery_id,
    'event', i.event,
    'size', octet_length(i.payload),
    'state', i.state,
    'outcome', i.outcome,
    'attempts', i.attempts,
    'received_at', hub.utc(i.received_at),
    'finished_at', hub.utc(i.finished_at)
);

create or replace function admin.settings_doc(s admin.settings) returns json
language sql stable parallel safe
return json_build_object(
    'anonymous_per_minute', s.anonymous_per_minute,
    'sign_up', s.sign_up,
    'read_only', s.read_only,
    'banner', s.banner,
    'updated_at', hub.utc(s.updated_at)
);

create or replace function admin.tell_settings() returns trigger
language plpgsql
as $$
begin
    perform pg_notify('platform_settings', '');
    return null;
end
$$;

create or replace trigger tell after update on admin.settings
    for each row execute function admin.tell_settings();
