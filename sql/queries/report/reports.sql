-- name: createReport
-- Of a snapshot: one that the organization may see, of an MCP that is there.
with subject as (
    select null::uuid as snapshot, '{}'::uuid[] as areas
    where :type = 'ORGANIZATION'
    union all
    select s.id, array_remove(array[case when m.visibility = 'private' then m.area_id end], null)
    from analysis.snapshots s
    join analysis.versions v on v.id = s.version_id
    join catalog.mcps m on m.id = v.mcp_id
    where :type = 'SNAPSHOT'
        and s.id = :snapshot_id::text::uuid
        and m.deleted_at is null
        and (m.visibility = 'public' or m.org_id = :orgId::text::uuid)
),
waiting as (
    select count(*) as n
    from report.reports r
    where r.org_id = :orgId::text::uuid
        and r.status in ('PENDING', 'RUNNING')
),
made as (
    insert into report.reports (org_id, type, snapshot_id, format, paper, areas, created_by)
    select :orgId::text::uuid, :type, subject.snapshot, :format, :paper, subject.areas, :user::text::uuid
    from subject
    cross join waiting
    where waiting.n < :most::bigint
    returning *
),
told as (
    select pg_notify('report_jobs', '')
    from made
)
select
    made.id as target,
    report.report_doc(made::report.reports)::text as doc,
    '/api/v1/orgs/' || made.org_id || '/reports/' || made.id as location,
    case when made.id is null then 'CONFLICT The organization has ' || waiting.n || ' reports under way, which is as many as it may have; ask again when some are done' end as refusal
from subject
cross join waiting
left join made on true
left join told on true;

-- name: listReports
select page.doc::text as doc, total.n as total
from (
    select count(*)::int as n
    from report.reports r
    where r.org_id = :orgId::text::uuid
        and report.sees(:viewer::jsonb, r)
) total
left join lateral (
    select report.report_doc(r) as doc, r.created_at, r.id
    from report.reports r
    where r.org_id = :orgId::text::uuid
        and report.sees(:viewer::jsonb, r)
    order by r.created_at desc, r.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.created_at desc, page.id;

-- name: getReport
select report.report_doc(r)::text as doc
from report.reports r
where r.org_id = :orgId::text::uuid
    and r.id = :reportId::text::uuid
    and report.sees(:viewer::jsonb, r);

-- name: findFile
select r.status, r.progress, r.error, r.file_name, r.file_size, r.file_sha256, hub.utc(r.expires_at) as expires_at
from report.reports r
where r.org_id = :orgId::text::uuid
    and r.id = :reportId::text::uuid
    and report.sees(:viewer::jsonb, r);

-- name: readPiece
-- Slices are stored as they are, so that a part of one is read without the rest.
select substring(s.bytes from :from::int + 1 for :length::int) as bytes
from report.reports r
join report.slices s on s.report_id = r.id
where r.org_id = :orgId::text::uuid
    and r.id = :reportId::text::uuid
    and r.status = 'COMPLETED'
    and report.sees(:viewer::jsonb, r)
    and s.position = :position::int;

-- name: sweepReports
-- The file goes when its time has come, the row stays; so many at once as take no long time.
with ended as (
    update report.reports r
    set status = 'EXPIRED'
    where r.id in (
        select due.id
        from report.reports due
        where due.status = 'COMPLETED'
            and due.expires_at < now()
        order by due.expires_at, due.id
        limit 500
        for update skip locked)
    returning r.id
)
delete from report.slices s
using ended
where s.report_id = ended.id;
