-- What is asked of releases: their order, which of them is the latest, and whether what is known of a package is too old.

-- A key by which versions sort as npm sorts them: a prerelease before its release, and what is no version before all. Build metadata counts for nothing.
create or replace function hub.semver_key(version text) returns text[]
language sql immutable parallel safe
return (
    select case when part.m is null then array['', version] else
        array[lpad(part.m[1], 20, '0'), lpad(part.m[2], 20, '0'), lpad(part.m[3], 20, '0')]
        || case when part.m[4] is null then array['2'] else (
            select array_agg(case when id.text ~ '^[0-9]+$' then '0' || lpad(id.text, 20, '0') else '1' || id.text end order by id.n)
            from unnest(string_to_array(part.m[4], '.')) with ordinality id (text, n))
        end
    end
    from (select regexp_match(version, '^[v=\s]*(\d{1,20})\.(\d{1,20})\.(\d{1,20})(?:-?([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+.*)?$') as m) part
);

-- Whether nobody can say any more what a name without a version means: unknown, or not asked for a day.
create or replace function analysis.package_is_stale(of_ecosystem text, of_name text) returns boolean
language sql stable parallel safe
begin atomic
    select not exists (
        select
        from analysis.packages p
        where p.ecosystem = of_ecosystem
            and p.name = of_name
            and p.as_of > now() - interval '24 hours');
end;

-- The releases that a name without a version, or with the tag latest, may mean.
create or replace function analysis.may_mean(p analysis.packages) returns text[]
language sql immutable parallel safe
return array(
    select distinct version
    from unnest(p.choices || array[p.tags ->> 'latest']) version
    where version is not null
    order by version);

-- When a package is looked at next: sooner for a day after a gate asked about it.
create or replace function analysis.next_look(asked_at timestamptz, minutes double precision) returns timestamptz
language sql volatile
return now() + make_interval(
    secs => minutes * 60 * (0.9 + 0.2 * random()) / case when asked_at > now() - interval '24 hours' then 3 else 1 end);

-- A package for NpmPick: {"tags": {…}, "releases": [{"version", "deprecated", "node", "npm"}, …]}; null where nothing is known.
create or replace function analysis.packument(of_ecosystem text, of_name text) returns json
language sql stable parallel safe
begin atomic
    select json_build_object('tags', p.tags, 'releases', (
        select coalesce(json_agg(json_build_object(
            'version', r.version, 'deprecated', r.deprecated, 'node', r.node, 'npm', r.npm) order by r.position), '[]')
        from analysis.releases r
        where r.ecosystem = p.ecosystem
            and r.name = p.name))
    from analysis.packages p
    where p.ecosystem = of_ecosystem
        and p.name = of_name
        and p.as_of is not null;
end;

-- A gate asked about these packages: they are looked at soon, and more often for a day. Written once an hour at most.
create or replace function analysis.note_asked(of_ecosystem text, names text[]) returns void
language sql
begin atomic
    update analysis.packages p
    set asked_at = now(),
        next_at = least(p.next_at, greatest(now(), p.checked_at + interval '5 minutes'))
    where p.ecosystem = of_ecosystem
        and p.name in (
            select due.name
            from analysis.packages due
            where due.ecosystem = of_ecosystem
                and due.name = any (names)
                and (due.asked_at is null or due.asked_at < now() - interval '1 hour')
            order by due.name
            for update skip locked);
end;

-- The version that is the latest, whatever became of it here: of a package what the registry's tag says, of a repository the head of the watched branch, of uploads the newest. Where
-- that is not known, or no version yet, the highest release, the newest head that is one, the newest at all; a wish only where there is no version.
create or replace function catalog.latest_version(of_mcp uuid) returns analysis.versions
language sql stable
begin atomic
    select v
    from catalog.mcps m
    join analysis.versions v on v.mcp_id = m.id
    left join analysis.packages p on m.source_type = 'npm' and p.ecosystem = 'npm' and p.name = m.package_key
    left join analysis.heads h on m.source_type = 'git' and h.mcp_id = m.id and h.commit = v.source_ref
    where m.id = of_mcp
    order by
        v.wanted is null desc,
        v.visible_version = p.tags ->> 'latest' desc nulls last,
        h.seen_at desc nulls last,
        case when m.source_type = 'npm' then hub.semver_key(v.visible_version) end collate "C" desc nulls last,
        v.created_at desc,
        v.id
    limit 1;
end;

-- The newest version that was analysed to the end, whatever became known of it since, in the order of releases: a package's by SemVer, those of a repository by when the watched branch stood there, uploads by their time.
create or replace function catalog.latest_certified_version(of_mcp uuid) returns analysis.versions
language sql stable
begin atomic
    select v
    from catalog.mcps m
    join analysis.versions v on v.mcp_id = m.id
    left join analysis.heads h on m.source_type = 'git' and h.mcp_id = m.id and h.commit = v.source_ref
    where m.id = of_mcp
        and v.status in ('CERTIFIED', 'KNOWN_VULNERABLE')
        and v.snapshot_id is not null
        and (h.commit is not null or not exists (select from analysis.heads other where other.mcp_id = m.id))
    order by
        h.seen_at desc nulls last,
        case when m.source_type = 'npm' then hub.semver_key(v.visible_version) end collate "C" desc nulls last,
        v.created_at desc,
        v.id
    limit 1;
end;

-- The watched branch of a repository was seen at this commit.
create or replace function analysis.note_head(of_mcp uuid, of_commit text) returns void
language sql
begin atomic
    insert into analysis.heads (mcp_id, commit)
    values (of_mcp, of_commit)
    on conflict (mcp_id, commit) do update
    set seen_at = clock_timestamp();
end;
