-- name: addUploadSlice
-- Of an upload that was allowed; another one breaks the foreign key.
insert into analysis.upload_slices (upload_id, position, bytes)
values (:upload::text::uuid, :position::int, :bytes);

-- name: sweepUploads
delete from analysis.uploads u
where u.started_at < now() - interval '1 hour'
    and not exists (select from advisories.imports i where i.upload_id = u.id and i.state in ('queued', 'running'));
