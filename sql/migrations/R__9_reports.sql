-- The JSON of reports, and who sees them.

create or replace function report.report_doc(r report.reports) returns json
language sql stable parallel safe
return json_build_object(
    'id', r.id,
    'org_id', r.org_id,
    'type', r.type,
    'snapshot_id', r.snapshot_id,
    'format', r.format,
    'paper', r.paper,
    'status', r.status,
    'progress', r.progress,
    'error', r.error,
    'file', case when r.file_sha256 is not null then json_build_object(
        'name', r.file_name,
        'url', '/api/v1/orgs/' || r.org_id || '/reports/' || r.id || '.pdf',
        'size', r.file_size,
        'sha256', r.file_sha256,
        'pages', r.pages) end,
    'created_by', r.created_by,
    'created_at', hub.utc(r.created_at),
    'completed_at', hub.utc(r.completed_at),
    'expires_at', hub.utc(r.expires_at)
);

-- What tells of areas is for those who see all of these.
create or replace function report.sees(viewer jsonb, r report.reports) returns boolean
language sql stable parallel safe
-- without a query of its own, so that it becomes a part of the statement that asks
return r.areas = '{}'
    or coalesce(viewer -> 'whole' ? r.org_id::text, false)
    or coalesce(viewer -> 'areas' ?& r.areas::text[], false);

-- A file is written once.
create or replace function report.refuse() returns trigger
language plpgsql
as $$
begin
    raise exception 'The file of a report does not change' using errcode = 'insufficient_privilege';
end
$$;

create or replace trigger refuse before update on report.slices
    for each row execute function report.refuse();

comment on table report.receipt_keys is 'What signs the receipts that reports carry (JWS): one key, never replaced, told in /.well-known/jwks.json. Not the keys of receipts of versions, which are in catalog.receipt_keys.';
comment on table catalog.receipt_keys is 'What signs the receipts of versions (DSSE): the newest signs, all are told at /api/v1/receipt-keys. Not the key of receipts of reports, which is in report.receipt_keys.';
