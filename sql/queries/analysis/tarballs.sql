-- name: addTarball
insert into analysis.tarballs (sha256, size)
values (:sha256, :size)
on conflict do nothing
returning sha256;

-- name: addSlice
insert into analysis.tarball_slices (sha256, position, bytes)
values (:sha256, :position, :bytes);

-- name: readSlice
select s.bytes
from analysis.tarball_slices s
where s.sha256 = :sha256
    and s.position = :position::int;

-- name: addUploadSlice
-- Of an upload that was allowed; another one breaks the foreign key.
insert into analysis.upload_slices (upload_id, position, bytes)
values (:upload::text::uuid, :position::int, :bytes);

-- name: sweepUploads
delete from analysis.uploads u
where u.started_at < now() - interval '1 hour'
    and not exists (select from advisories.imports i where i.upload_id = u.id and i.state in ('queued', 'running'));
