-- The JSON of advisories and of their feeds.

-- The ecosystems of which some feed has everything, in order. A complete feed without one good record proves nothing.
create or replace function advisories.complete_ecosystems() returns text[]
language sql stable parallel safe
begin atomic
    select coalesce(array_agg(distinct e.name order by e.name), '{}')
    from advisories.feeds f
    cross join unnest(f.complete_of) e (name)
    where exists (
        select
        from advisories.imports i
        where i.feed_id = f.id
            and i.state = 'done'
            and (i.counts ->> 'files')::int > (i.counts ->> 'broken')::int);
end;

create or replace function advisories.import_doc(i advisories.imports) returns json
language sql stable parallel safe
return case when i.id is not null then json_build_object(
    'id', i.id,
    'state', i.state,
    'progress', i.progress,
    'error', i.error,
    'counts', json_build_object(
        'files', coalesce((i.counts ->> 'files')::int, 0),
        'added', coalesce((i.counts ->> 'added')::int, 0),
        'changed', coalesce((i.counts ->> 'changed')::int, 0),
        'unchanged', coalesce((i.counts ->> 'unchanged')::int, 0),
        'withdrawn', coalesce((i.counts ->> 'withdrawn')::int, 0),
        'broken', coalesce((i.counts ->> 'broken')::int, 0)),
    'broken', i.broken,
    'created_at', hub.utc(i.created_at),
    'finished_at', hub.utc(i.finished_at)
) end;

create or replace function advisories.feed_doc(f advisories.feeds) returns json
language sql stable parallel safe
begin atomic
    select json_build_object(
        'id', f.id,
        'name', f.name,
        'kind', f.kind,
        'address', f.address,
        'complete', f.complete_of <> '{}',
        'complete_of', f.complete_of,
        'incomplete', f.incomplete,
        'as_of', hub.utc(f.as_of),
        'imported_at', hub.utc(f.imported_at),
        'records', (select count(*) from advisories.records r where r.feed_id = f.id),
        'last_import', (
            select advisories.import_doc(i)
            from advisories.imports i
            where i.feed_id = f.id
            order by i.created_at desc, i.id
            limit 1));
end;

create or replace function advisories.record_doc(r advisories.records) returns jsonb
language sql stable parallel safe
begin atomic
    select jsonb_build_object(
        'id', r.id,
        'aliases', r.aliases,
        'summary', r.summary,
        'severity', r.severity,
        'cvss_score', r.score,
        'cvss_vector', r.vector,
        'packages', (
            select coalesce(jsonb_agg(jsonb_build_object('ecosystem', a.ecosystem, 'name', a.package) order by a.ecosystem, a.package), '[]')
            from (
                select distinct a.ecosystem, a.package
                from advisories.affected a
                where a.record_id = r.id
                order by a.ecosystem, a.package
                limit 100
            ) a),
        'feed', (select f.name from advisories.feeds f where f.id = r.feed_id),
        'published', hub.utc(r.published),
        'modified', hub.utc(r.modified),
        'withdrawn', hub.utc(r.withdrawn));
end;
