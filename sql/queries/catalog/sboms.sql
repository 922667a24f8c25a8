-- name: sbomFacts
-- What tells a bill from all others; what is long of it stands in the snapshot, which nobody changes.
select json_build_object(
    'mcp_id', v.mcp_id,
    'name', m.name,
    'version', v.visible_version,
    'license', v.license,
    'source', json_build_object('type', v.source_type, 'package', m.source_package, 'registry', m.source_registry, 'url', m.source_url, 'ref', v.source_ref),
    'tarball_sha256', v.tarball_sha256,
    'content_sha256', s.content_sha256,
    'toolchain_version', s.toolchain_version,
    'judged_at', hub.utc(s.created_at),
    'snapshot_id', s.id
)::text as doc
from catalog.listings l
join catalog.mcps m on m.id = l.mcp_id
join analysis.versions v on v.mcp_id = l.mcp_id
join analysis.snapshots s on s.id = v.snapshot_id
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid);

-- name: sbomDependencies
-- What is installed, of a snapshot that may have been followed by another since.
select s.dependencies::text as doc
from catalog.listings l
join analysis.versions v on v.mcp_id = l.mcp_id
join analysis.snapshots s on s.version_id = v.id
where l.mcp_id = :mcpId::text::uuid
    and catalog.sees(:viewer::jsonb, l)
    and v.id = analysis.led_to(:versionId::text::uuid)
    and s.id = :snapshot::text::uuid;
