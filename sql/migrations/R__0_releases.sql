-- What is asked of releases: their order, and whether what is known of a package is too old.

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
