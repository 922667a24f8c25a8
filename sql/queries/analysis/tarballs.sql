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
