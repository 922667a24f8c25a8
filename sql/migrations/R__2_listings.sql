-- Keeps catalog.listings in step: what readers see changes in the same transaction as what it is made of.

-- What an MCP is, whoever registered it: a package, a branch of a repository, or uploads that are nowhere else.
create or replace function catalog.identity(m catalog.mcps) returns text
language sql immutable parallel safe
return case m.source_type
    when 'npm' then 'npm:' || m.source_package || coalesce('?registry=' || m.source_registry, '')
    when 'git' then 'git:' || coalesce(m.repository_key, m.source_url) || coalesce('#' || m.source_branch, '')
    else 'upload:' || m.id
end;

-- Of what ecosystems a version is made, in order; none of none.
create or replace function catalog.ecosystems_of(of_version uuid) returns text[]
language sql stable parallel safe
return array(
    select distinct c.ecosystem
    from analysis.components c
    where c.version_id = of_version
    order by c.ecosystem);

create or replace function catalog.refresh_listing(of_mcp uuid) returns void
language plpgsql
as $$
declare
    m catalog.mcps;
    v analysis.versions;
    s analysis.snapshots;
    item jsonb;
begin
    -- one writer at a time per MCP, or the slower of two would put the older state back
    select * into m from catalog.mcps where id = of_mcp for no key update;
    if not found or m.deleted_at is not null then
        delete from catalog.listings where mcp_id = of_mcp;
        return;
    end if;
    v := catalog.latest_version(of_mcp);
    select * into s from analysis.snapshots where id = v.snapshot_id;
    insert into catalog.listings as l (
        mcp_id, public, org_id, area_id, owner_id, name, search, words, language, license, category, tags, featured,
        status, global_score, certification_level, ecosystems, updated_at, item, detail)
    select
        m.id, m.visibility = 'public', m.org_id, m.area_id, m.owner_id, m.name,
        lower(m.name || ' ' || m.description),
        setweight(to_tsvector('simple', translate(m.name, '@/-_.', '     ')), 'A') || setweight(to_tsvector('english', m.description), 'B'),
        m.language, m.license, m.category, m.tags, m.featured,
        v.status, s.global_score, s.certification_level, catalog.ecosystems_of(v.id), greatest(m.updated_at, v.updated_at),
        catalog.item_doc(m, v, s)::text,
        catalog.detail_doc(m, v, s)::text
    on conflict (mcp_id) do update set
        public = excluded.public, org_id = excluded.org_id, area_id = excluded.area_id, owner_id = excluded.owner_id, name = excluded.name, search = excluded.search, words = excluded.words,
        language = excluded.language, license = excluded.license, category = excluded.category, tags = excluded.tags,
        featured = excluded.featured, status = excluded.status, global_score = excluded.global_score,
        certification_level = excluded.certification_level, ecosystems = excluded.ecosystems, updated_at = excluded.updated_at,
        item = excluded.item, detail = excluded.detail;
end
$$;

-- What is written down of an MCP, with the levels that count now. Whether anything is in doubt is asked once by whoever asks about many; where nothing is, or no level can be lowered, it costs a look at
-- the text.
create or replace function catalog.as_of_now(written text, in_doubt boolean) returns text
language sql stable parallel safe
return case
    when in_doubt and written ~ '"certification_level" : [23]' then (written::jsonb || jsonb_build_object(
        'latest_version', advisories.as_of_now(written::json -> 'latest_version'),
        'latest_certified_version', advisories.as_of_now(written::json -> 'latest_certified_version')))::text
    else written
end;

-- The level of the latest version that counts now, by the ecosystems of which nothing is judged.
create or replace function catalog.level_now(l catalog.listings, gaps text[]) returns int
language sql immutable parallel safe
return case when l.ecosystems && gaps then least(l.certification_level, 1) else l.certification_level end;

-- Whether a caller may see a listing. The viewer, null for nobody in particular, has: user (an id), orgs (those it is a member of), whole (those of which
-- it sees every area), areas.
create or replace function catalog.sees(viewer jsonb, l catalog.listings) returns boolean
language sql stable parallel safe
return l.public
    or coalesce(l.owner_id::text = viewer ->> 'user', false)
    or coalesce(viewer -> 'whole' ? l.org_id::text, false)
    or coalesce(viewer -> 'orgs' ? l.org_id::text and (l.area_id is null or viewer -> 'areas' ? l.area_id::text), false);

-- Whether a caller saw what is in no listing any more.
create or replace function catalog.saw(viewer jsonb, visibility text, owner uuid, org uuid, area uuid) returns boolean
language sql immutable parallel safe
return visibility = 'public'
    or coalesce(owner::text = viewer ->> 'user', false)
    or coalesce(viewer -> 'whole' ? org::text, false)
    or coalesce(viewer -> 'orgs' ? org::text and (area is null or viewer -> 'areas' ? area::text), false);

create or replace function catalog.mcp_written() returns trigger
language plpgsql
as $$
begin
    perform catalog.refresh_listing(new.id);
    return null;
end
$$;

create or replace function catalog.version_written() returns trigger
language plpgsql
as $$
begin
    perform catalog.refresh_listing(coalesce(new.mcp_id, old.mcp_id));
    return null;
end
$$;

-- A wish beside other versions is not the latest of them, and thousands may be made at once.
create or replace function catalog.version_made() returns trigger
language plpgsql
as $$
begin
    if new.wanted is null or not exists (select from analysis.versions v where v.mcp_id = new.mcp_id and v.id <> new.id) then
        perform catalog.refresh_listing(new.mcp_id);
    end if;
    return null;
end
$$;

-- Where the branch stands orders versions; as long as there are but wishes, it need not.
create or replace function catalog.head_seen() returns trigger
language plpgsql
as $$
begin
    if exists (select from analysis.versions v where v.mcp_id = new.mcp_id and v.wanted is null) then
        perform catalog.refresh_listing(new.mcp_id);
    end if;
    return null;
end
$$;

-- A tag moved: which version is the latest may be another one.
create or replace function catalog.package_written() returns trigger
language plpgsql
as $$
begin
    if tg_op = 'INSERT' or new.tags is distinct from old.tags then
        perform catalog.refresh_listing(m.id)
        from (
            select id
            from catalog.mcps
            where source_type = 'npm'
                and package_key = new.name
                and deleted_at is null
            order by id
        ) m;
    end if;
    return null;
end
$$;

create or replace trigger mcp_written after insert or update on catalog.mcps
    for each row execute function catalog.mcp_written();
create or replace trigger version_written after update or delete on analysis.versions
    for each row execute function catalog.version_written();
create or replace trigger version_made after insert on analysis.versions
    for each row execute function catalog.version_made();
create or replace trigger package_written after insert or update on analysis.packages
    for each row execute function catalog.package_written();
create or replace trigger head_written after insert or update on analysis.heads
    for each row execute function catalog.head_seen();

-- What the listings are made of is made anew by these migrations; the last time for the kinds of snapshots.
do $$
begin
    perform catalog.refresh_listing(l.mcp_id)
    from (select mcp_id from catalog.listings order by mcp_id) l;
end
$$;
