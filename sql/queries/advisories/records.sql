-- name: knownRecords
-- What no feed had any more is as if it were not there.
select r.id, r.modified
from advisories.records r
where r.id = any (:ids::text[])
    and not r.gone;

-- name: putRecords
-- Only what is newer than what is there, or is there again; gives the ids of what was written, which has to be compared with what there is.
with written as (
    insert into advisories.records (id, feed_id, modified, published, withdrawn, summary, severity, score, vector, aliases, record)
    select
        g.id, :feed::text::uuid, g.modified::timestamptz, g.published::timestamptz, g.withdrawn::timestamptz, g.summary, g.severity, g.score::numeric, g.vector,
        array(select json_array_elements_text(g.aliases::json)), g.record::json
    from unnest(
        :ids::text[], :modified::text[], :published::text[], :withdrawn::text[], :summaries::text[], :severities::text[], :scores::text[], :vectors::text[], :aliases::text[],
        :records::text[]) g (id, modified, published, withdrawn, summary, severity, score, vector, aliases, record)
    order by g.id
    on conflict (id) do update
    set feed_id = excluded.feed_id,
        modified = excluded.modified,
        published = excluded.published,
        withdrawn = excluded.withdrawn,
        summary = excluded.summary,
        severity = excluded.severity,
        score = excluded.score,
        vector = excluded.vector,
        aliases = excluded.aliases,
        record = excluded.record,
        gone = false,
        stored_at = now()
    where advisories.records.modified < excluded.modified
        or advisories.records.gone
    returning id
),
noted as (
    insert into advisories.changes (record_id)
    select w.id
    from written w
    on conflict (record_id) do update
    set at = now()
)
select w.id
from written w;

-- name: dropAffected
delete from advisories.affected a
where a.record_id = any (:ids::text[]);

-- name: addAffected
insert into advisories.affected (record_id, position, ecosystem, package, ranges, versions)
select g.record_id, g.position::int, g.ecosystem, g.package, g.ranges::json, g.versions::json
from unnest(:ids::text[], :positions::text[], :ecosystems::text[], :packages::text[], :ranges::text[], :versions::text[])
    g (record_id, position, ecosystem, package, ranges, versions);

-- name: recordsForRegistry
-- What there is of these already, and whether the registry said it.
select r.id, r.modified, r.feed_id = :feed::text::uuid as own, r.gone, r.record::text as record
from advisories.records r
where r.id = any (:ids::text[]);
