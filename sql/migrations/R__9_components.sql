-- Keeps analysis.component_licenses and the ecosystems of catalog.listings in step with analysis.components, in the same transaction.

create or replace function analysis.component_licenses_doc(of_version uuid) returns json
language sql stable parallel safe
begin atomic
    select json_build_object(
        'complete', count(*) <= 500,
        'licenses', coalesce(
            json_agg(json_build_object('license', g.license, 'count', g.members, 'components', g.named) order by g.members desc, g.license) filter (where g.place <= 500), '[]'))
    from (
        select
            c.license,
            count(*) as members,
            row_number() over (order by count(*) desc, c.license) as place,
            (array_agg(
                c.package || case when c.requirement <> '' then ' ' || c.requirement when c.version <> '' then '@' || c.version else '' end
                order by c.package, c.version, c.requirement))[1:10] as named
        from analysis.components c
        where c.version_id = of_version
            and not c.itself
            and c.scope in ('runtime', 'optional')
        group by c.license
    ) g;
end;

create or replace function analysis.components_written() returns trigger
language plpgsql
as $$
begin
    insert into analysis.component_licenses as l (version_id, doc)
    select v.id, analysis.component_licenses_doc(v.id)
    from analysis.versions v -- one that is deleted with all it has is there no more
    where v.id in (select w.version_id from written w)
    on conflict (version_id) do update
    set doc = excluded.doc,
        -- what was seen by a method before, while it is being analysed by the newest
        former_doc = coalesce(l.former_doc, (
            select l.doc
            from analysis.versions v
            join analysis.snapshots s on s.id = v.snapshot_id
            where v.id = l.version_id
                and analysis.method(s.scoring_version) <> analysis.newest_method()));
    perform catalog.refresh_listing(other.mcp_id)
    from (
        select l.mcp_id
        from catalog.listings l
        where l.mcp_id in (select v.mcp_id from analysis.versions v where v.id in (select w.version_id from written w))
            and l.ecosystems <> catalog.ecosystems_of((catalog.latest_version(l.mcp_id)).id)
        order by l.mcp_id
    ) other;
    return null;
end
$$;

create or replace trigger components_added after insert on analysis.components
    referencing new table as written for each statement execute function analysis.components_written();
create or replace trigger components_changed after update on analysis.components
    referencing new table as written for each statement execute function analysis.components_written();
create or replace trigger components_dropped after delete on analysis.components
    referencing old table as written for each statement execute function analysis.components_written();
