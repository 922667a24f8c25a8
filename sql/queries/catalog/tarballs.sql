-- name: findTarball
-- What was analysed; without a digest where nothing was fetched yet. Who decides about suspicions sees what is suspected, whosever it is, and nothing else of it.
select l.name, v.visible_version, v.status, v.suspicion is not null as suspected, t.sha256, t.size, begins.bytes = '\x1f8b'::bytea as packed
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
left join analysis.tarballs t on t.sha256 = v.tarball_sha256
left join lateral (
    select substring(s.bytes from 1 for 2) as bytes
    from analysis.tarball_slices s
    where s.sha256 = t.sha256
    order by s.position
    limit 1
) begins on true
where l.mcp_id = :mcpId::text::uuid
    and (catalog.sees(:viewer::jsonb, l) or (:trusted::boolean and v.suspicion is not null))
    and v.id = analysis.led_to(:versionId::text::uuid);

-- name: readTarball
-- What is suspected of malice only those get who may clear it. A piece that lies within one slice. Slices of uploads are as long as they came; how long tells their head, so that only the piece is read.
with part as (
    select s.position, s.ends - s.length as first, s.ends
    from (
        select p.position, octet_length(p.bytes) as length, sum(octet_length(p.bytes)) over (order by p.position) as ends
        from analysis.tarball_slices p
        where p.sha256 = :sha256
    ) s
)
select substring(s.bytes from (:from::bigint - part.first)::int + 1 for :length::int) as bytes
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id and v.tarball_sha256 = :sha256
join part on part.first <= :from::bigint and part.ends > :from::bigint
join analysis.tarball_slices s on s.sha256 = v.tarball_sha256 and s.position = part.position
where l.mcp_id = :mcpId::text::uuid
    and (catalog.sees(:viewer::jsonb, l) or (:trusted::boolean and v.suspicion is not null))
    and v.id = analysis.led_to(:versionId::text::uuid)
    and (v.suspicion is null or :trusted::boolean);
