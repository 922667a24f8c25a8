-- What a version offers, part by part, so that two versions can be compared without reading all that they say.

-- One row for each thing that is offered, without its place, and with blanks as the digest has them.
create function analysis.surface_rows(doc json) returns table (kind text, name text, title text, description text, shape text, hints text)
language sql immutable parallel safe
begin atomic
    select said.kind, said.name, coalesce(said.title, ''), coalesce(btrim(regexp_replace(said.description, '[ \t\n\r\f\v]+', ' ', 'g')), ''), coalesce(said.shape, ''), coalesce(said.hints, '')
    from (
        select 'tool' as kind, t ->> 'name' as name, t ->> 'title' as title, t ->> 'description' as description,
            (t -> 'input_schema')::jsonb::text as shape, nullif((t -> 'annotations')::jsonb::text, '{}') as hints
        from json_array_elements(doc -> 'tools') t
        union all
        select 'prompt', p ->> 'name', p ->> 'title', p ->> 'description', (p -> 'arguments')::jsonb::text, null
        from json_array_elements(doc -> 'prompts') p
        union all
        select 'resource', r ->> 'uri', r ->> 'name', r ->> 'description', r ->> 'mime_type', null
        from json_array_elements(doc -> 'resources') r
        union all
        select 'transport', t, null, null, null, null
        from json_array_elements_text(doc -> 'transports') t
        union all
        select 'capability', c, null, null, null, null
        from json_array_elements_text(doc -> 'capabilities') c
    ) said;
end;

-- {"digest of kind and name": "digest of the description, and of all"}; what is offered in several forms is one part.
create function analysis.surface_parts(doc json) returns jsonb
language sql immutable parallel safe
begin atomic
    select coalesce(jsonb_object_agg(part.key, part.described || part.whole), '{}')
    from (
        select
            left(encode(sha256(convert_to(jsonb_build_array(r.kind, r.name)::text, 'UTF8')), 'hex'), 32) as key,
            left(encode(sha256(convert_to(jsonb_agg(distinct r.description)::text, 'UTF8')), 'hex'), 32) as described,
            left(encode(sha256(convert_to(jsonb_agg(distinct jsonb_build_array(r.title, r.description, r.shape, r.hints))::text, 'UTF8')), 'hex'), 32) as whole
        from analysis.surface_rows(doc) r
        group by r.kind, r.name
    ) part;
end;

alter table analysis.surfaces
    add column parts jsonb not null generated always as (analysis.surface_parts(doc)) stored,
    add column complete boolean not null generated always as ((doc ->> 'complete')::boolean) stored;
