-- What versions offer, one beside the other.

-- Versions of a package in the order of releases, but for the ends of very long prereleases: an index takes no more.
create index if not exists versions_by_release on analysis.versions (mcp_id, ((hub.semver_key(visible_version))[1:8]) collate "C");

-- The version that came before, in the order of releases, of those of which it is known what they offer; null where there is none.
create or replace function analysis.surface_before(v analysis.versions) returns analysis.versions
language sql stable parallel safe
begin atomic
    (
        select o
        from analysis.versions o
        where v.source_type = 'npm'
            and o.mcp_id = v.mcp_id
            and (hub.semver_key(o.visible_version))[1:8] collate "C" <= (hub.semver_key(v.visible_version))[1:8] collate "C"
            and (hub.semver_key(o.visible_version) collate "C", o.created_at, o.id) < (hub.semver_key(v.visible_version) collate "C", v.created_at, v.id)
            and exists (select from analysis.surfaces f where f.version_id = o.id)
        order by (hub.semver_key(o.visible_version))[1:8] collate "C" desc, hub.semver_key(o.visible_version) collate "C" desc, o.created_at desc, o.id desc
        limit 1
    )
    union all
    (
        select o
        from analysis.versions o
        left join analysis.heads h on h.mcp_id = o.mcp_id and h.commit = o.source_ref
        left join analysis.heads mine on mine.mcp_id = v.mcp_id and mine.commit = v.source_ref
        where v.source_type <> 'npm'
            and o.mcp_id = v.mcp_id
            and (coalesce(h.seen_at, '-infinity'), o.created_at, o.id) < (coalesce(mine.seen_at, '-infinity'), v.created_at, v.id)
            and exists (select from analysis.surfaces f where f.version_id = o.id)
        order by coalesce(h.seen_at, '-infinity') desc, o.created_at desc, o.id desc
        limit 1
    );
end;

-- How many parts of what is offered came, went and changed, and how many of these describe themselves otherwise.
create or replace function analysis.parts_changed(old jsonb, new jsonb) returns json
language sql immutable parallel safe
return (
    select json_build_object(
        'added', count(*) filter (where o.value is null),
        'removed', count(*) filter (where n.value is null),
        'changed', count(*) filter (where o.value <> n.value),
        'descriptions_changed', count(*) filter (where left(o.value, 32) <> left(n.value, 32)))
    from jsonb_each_text(old) o
    full join jsonb_each_text(new) n on n.key = o.key
);

-- What became of the offer since the version before; null where one of the two is not known.
create or replace function analysis.surface_changed(v analysis.versions, f analysis.surfaces) returns json
language sql stable parallel safe
return case when f.version_id is not null then (
    select (json_build_object('since', json_build_object('id', g.version_id, 'visible_version', (before.o).visible_version), 'complete', g.complete and f.complete)::jsonb
        || analysis.parts_changed(g.parts, f.parts)::jsonb)::json
    from (select analysis.surface_before(v) as o offset 0) before
    join analysis.surfaces g on g.version_id = (before.o).id
) end;

-- How many characters two texts have in common at their beginning.
create or replace function hub.common_start(a text, b text) returns int
language plpgsql immutable parallel safe
as $$
declare
    least_alike int := 0;
    most_alike int := least(length(a), length(b));
    middle int;
begin
    while least_alike < most_alike loop
        middle := (least_alike + most_alike + 1) / 2;
        if left(a, middle) = left(b, middle) then
            least_alike := middle;
        else
            most_alike := middle - 1;
        end if;
    end loop;
    return least_alike;
end
$$;

-- A text, or of a long one the part around a place.
create or replace function hub.around(whole text, place int) returns text
language sql immutable parallel safe
return case
    when length(whole) <= 4000 then whole
    else case when place > 200 then '…' else '' end || substr(whole, greatest(place - 199, 1), 4000)
        || case when length(whole) > greatest(place - 200, 0) + 4000 then '…' else '' end
end;

-- What differs between two forms of the same thing: a list of what, before and after; long texts are shown from shortly before where they part.
create or replace function analysis.form_changes(kind text, old_texts text[], new_texts text[]) returns json
language sql immutable parallel safe
return (
    select json_agg(json_build_object(
        'what', each.what,
        'before', hub.around(each.before, hub.common_start(each.before, each.after)),
        'after', hub.around(each.after, hub.common_start(each.before, each.after))) order by each.n)
    from (values
        (1, 'description', old_texts[2], new_texts[2]),
        (2, 'title', old_texts[1], new_texts[1]),
        (3, case kind when 'tool' then 'input_schema' when 'prompt' then 'arguments' else 'mime_type' end, old_texts[3], new_texts[3]),
        (4, 'annotations', old_texts[4], new_texts[4])
    ) each (n, what, before, after)
    where each.before <> each.after
);

-- What became of an offer: null where one of the two is not known. Of what is offered in several forms those that are in both count for nothing.
create or replace function analysis.surface_diff(old analysis.surfaces, new analysis.surfaces) returns json
language sql stable parallel safe
return case when old.version_id is not null and new.version_id is not null then (
    with forms as (
        select distinct side.n, r.kind, r.name, array[r.title, r.description, r.shape, r.hints] as texts
        from (values (1, old.doc), (2, new.doc)) side (n, doc)
        cross join lateral analysis.surface_rows(side.doc) r
        where old.digest <> new.digest
    ),
    own as (
        select f.n, f.kind, f.name, f.texts, row_number() over (partition by f.n, f.kind, f.name order by f.texts) as place
        from forms f
        where not exists (select from forms other where other.n <> f.n and other.kind = f.kind and other.name = f.name and other.texts = f.texts)
    ),
    fates as (
        select
            coalesce(b.kind, a.kind) as kind,
            case when a.n is null then 'added' when b.n is null then 'removed' else 'changed' end as fate,
            array_position(array['tool', 'prompt', 'resource', 'capability', 'transport'], coalesce(b.kind, a.kind)) as rank,
            coalesce(b.name, a.name) as name,
            coalesce(a.texts[2] <> b.texts[2], false) as is_described_otherwise,
            coalesce(b.place, a.place) as place,
            a.texts as before,
            b.texts as after
        from (select * from own where n = 1) a
        full join (select * from own where n = 2) b on b.kind = a.kind and b.name = a.name and b.place = a.place
    ),
    numbered as (
        select f.*, row_number() over (partition by f.fate order by f.is_described_otherwise desc, f.rank, f.name collate "C", f.place) as turn
        from fates f
    )
    select json_build_object(
        'same', old.digest = new.digest,
        'complete', old.complete and new.complete,
        'gaps', json_build_object('from', old.doc -> 'gaps', 'to', new.doc -> 'gaps'),
        'counts', (
            select json_build_object(
                'added', count(*) filter (where f.fate = 'added'),
                'removed', count(*) filter (where f.fate = 'removed'),
                'changed', count(*) filter (where f.fate = 'changed'),
                'descriptions_changed', count(*) filter (where f.is_described_otherwise))
            from fates f),
        'added', (
            select coalesce(json_agg(json_build_object('kind', a.kind, 'name', a.name, 'description', hub.around(a.after[2], 0)) order by a.turn), '[]')
            from numbered a
            where a.fate = 'added' and a.turn <= 100),
        'removed', (
            select coalesce(json_agg(json_build_object('kind', r.kind, 'name', r.name, 'description', hub.around(r.before[2], 0)) order by r.turn), '[]')
            from numbered r
            where r.fate = 'removed' and r.turn <= 100),
        'changed', (
            select coalesce(json_agg(json_build_object('kind', c.kind, 'name', c.name, 'changes', analysis.form_changes(c.kind, c.before, c.after)) order by c.turn), '[]')
            from numbered c
            where c.fate = 'changed' and c.turn <= 100))
) end;
