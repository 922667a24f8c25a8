-- What is known of advisories now, and what a level is worth by it: no part of a snapshot, applied whenever somebody asks.

-- As of when a feed has everything of an ecosystem that it has everything of.
create or replace function advisories.proved(f advisories.feeds, of_ecosystem text) returns timestamptz
language sql stable parallel safe
return coalesce((f.proved ->> of_ecosystem)::timestamptz, f.as_of);

-- Why nothing of an ecosystem is judged now: no feed that has proved something has everything of it, or the newest that does is too old. Null where it is.
create or replace function advisories.gap(of_ecosystem text) returns text
language sql stable parallel safe
begin atomic
    select case
        when known.as_of is null then 'No feed has all advisories of ' || of_ecosystem
        when known.as_of < now() - make_interval(days => r.stale_days)
            then 'Advisories of ' || of_ecosystem || ' are as of ' || to_char(known.as_of at time zone 'UTC', 'YYYY-MM-DD') || ', more than ' || r.stale_days || ' days ago'
    end
    from advisories.rules r
    cross join (select max(advisories.proved(f, of_ecosystem)) as as_of from advisories.feeds f where of_ecosystem = any (f.complete_of)) known;
end;

-- The ecosystems of which nothing is judged now. Whoever looks at many asks once.
create or replace function advisories.gaps() returns text[]
language sql stable parallel safe
return array(
    select e.name
    from (values ('npm'), ('PyPI')) e (name)
    where advisories.gap(e.name) is not null);

-- Whether anything can count for less than was written down.
create or replace function advisories.in_doubt() returns boolean
language sql stable parallel safe
return advisories.gaps() <> '{}';

-- Why a version counts for no more than level 1 now: something of an ecosystem that is not judged is in it. Null where nothing is in doubt.
create or replace function advisories.doubt(of_version uuid) returns text
language sql stable parallel safe
begin atomic
    select string_agg(g.gap, '; ' order by e.name)
    from (values ('npm'), ('PyPI')) e (name)
    cross join lateral (select advisories.gap(e.name) as gap offset 0) g
    where g.gap is not null
        and exists (
            select
            from analysis.components c
            where c.version_id = of_version
                and c.ecosystem = e.name);
end;

-- The level that counts now.
create or replace function advisories.effective_level(of_version uuid, level int) returns int
language sql stable parallel safe
return case when level > 1 and advisories.doubt(of_version) is not null then 1 else level end;

-- The same with the reason why it is less; null where it is not.
create or replace function advisories.counts_for(of_version uuid, certified int) returns table (level int, reason text)
language sql stable parallel safe
begin atomic
    select case when d.doubt is null then certified else 1 end, d.doubt
    from (select case when certified > 1 then advisories.doubt(of_version) end as doubt offset 0) d;
end;

-- A version's JSON, as it was written down with the level of its snapshot, with the level that counts now.
create or replace function advisories.as_of_now(version json) returns json
language sql stable parallel safe
return case when (version ->> 'certification_level')::int > 1 then (
    select case
        when d.doubt is null then version
        else (version::jsonb || jsonb_build_object('effective_level', 1, 'effective_level_reason', d.doubt))::json
    end
    from (select advisories.doubt((version ->> 'id')::uuid) as doubt offset 0) d
) else version end;
