-- name: findSource
select m.name, m.source_type, m.source_package
from catalog.mcps m
where m.id = :mcp::text::uuid
    and m.deleted_at is null;

-- name: addVersion
-- The version, made now or there already.
with made as (
    insert into analysis.versions (mcp_id, visible_version, source_type, source_ref, source_integrity, tarball_sha256)
    values (:mcp::text::uuid, :visible_version, :source_type, :source_ref, :integrity, :tarball)
    on conflict (mcp_id, visible_version) do nothing
    returning id, status
),
noted as (
    insert into analysis.version_events (version_id, status, reason)
    select id, status, :reason
    from made
)
select id, status, true as made
from made
union all
select v.id, v.status, false
from analysis.versions v
where v.mcp_id = :mcp::text::uuid
    and v.visible_version = :visible_version
    and not exists (select from made);

-- name: findVersion
select v.id, v.mcp_id, v.visible_version, v.status, v.source_type, v.source_ref, v.source_integrity, v.tarball_sha256, m.source_package
from analysis.versions v
join catalog.mcps m on m.id = v.mcp_id
where v.id = :version::text::uuid;

-- name: advanceVersion
with step as (
    update analysis.versions v
    set status = :status,
        status_reason = :reason,
        tarball_sha256 = coalesce(:tarball, v.tarball_sha256),
        snapshot_id = coalesce(:snapshot::text::uuid, v.snapshot_id),
        certified_at = case when :status = 'CERTIFIED' then now() else v.certified_at end,
        updated_at = now()
    where v.id = :version::text::uuid
    returning v.id
)
insert into analysis.version_events (version_id, status, reason)
select id, :status, :reason
from step;

-- name: addMcp
-- A platform-owned, public MCP; there already where the same source was added before.
with made as (
    insert into catalog.mcps (name, source_type, source_package, category, tags, featured)
    values (:name, :source_type, :package, :category, coalesce(string_to_array(:tags, ','), '{}'), :featured::boolean)
    on conflict do nothing
    returning id
)
select id
from made
union all
select m.id
from catalog.mcps m
where m.deleted_at is null
    and m.visibility = 'public'
    and coalesce(m.org_id, m.owner_id) is null
    and lower(m.name) = lower(:name)
    and m.source_type = :source_type
    and not exists (select from made);

-- name: describeMcp
-- What the newest release says of itself.
update catalog.mcps m
set description = coalesce(:description, m.description),
    repo_url = coalesce(:repo_url, m.repo_url),
    homepage = coalesce(:homepage, m.homepage),
    license = coalesce(:license, m.license),
    language = coalesce(:language, m.language),
    updated_at = now()
where m.id = :mcp::text::uuid
    and (m.description, m.repo_url, m.homepage, m.license, m.language) is distinct from (
        coalesce(:description, m.description), coalesce(:repo_url, m.repo_url), coalesce(:homepage, m.homepage),
        coalesce(:license, m.license), coalesce(:language, m.language));
