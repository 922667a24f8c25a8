-- name: findSource
select m.name, m.source_type, m.source_package, m.package_key, m.source_url, m.source_branch
from catalog.mcps m
where m.id = :mcp::text::uuid
    and m.deleted_at is null;

-- name: addVersion
-- The version, made now or there already: a commit by its id, all else by its name.
with made as (
    insert into analysis.versions (mcp_id, visible_version, source_type, source_ref, source_integrity, tarball_sha256)
    values (:mcp::text::uuid, :visible_version, :source_type, :source_ref, :integrity, :tarball)
    on conflict do nothing
    returning id, status, source_ref, source_integrity
),
noted as (
    insert into analysis.version_events (version_id, status, reason)
    select id, status, :reason
    from made
)
select id, status, true as made, source_ref, source_integrity
from made
union all
select there.*
from (
    select v.id, v.status, false, v.source_ref, v.source_integrity
    from analysis.versions v
    where v.mcp_id = :mcp::text::uuid
        and (v.visible_version = :visible_version or (v.source_type = 'git' and v.source_ref = :source_ref))
        and not exists (select from made)
    order by v.source_ref = :source_ref desc, v.created_at
    limit 1
) there;

-- name: findCommit
select v.id, v.status
from analysis.versions v
where v.mcp_id = :mcp::text::uuid
    and v.source_type = 'git'
    and v.source_ref = :source_ref;

-- name: noteHead
-- Where the watched branch stands.
select analysis.note_head(:mcp::text::uuid, :head);

-- name: noteTag
-- Where the tag stood before, if it did.
with old as (
    select t.commit
    from analysis.tags t
    where t.mcp_id = :mcp::text::uuid
        and t.tag = :tag
),
noted as (
    insert into analysis.tags (mcp_id, tag, commit)
    values (:mcp::text::uuid, :tag, :commit)
    on conflict (mcp_id, tag) do update
    set commit = excluded.commit,
        seen_at = now()
)
select old.commit
from old;

-- name: tellDrift
select webhook.emit('version.drift_found', webhook.version_data(:version::text::uuid, :reason), null, :mcp::text::uuid);

-- name: findVersion
select v.id, v.mcp_id, v.visible_version, v.status, v.source_type, v.source_ref, v.source_integrity, v.tarball_sha256, m.source_package, m.package_key, m.source_url
from analysis.versions v
join catalog.mcps m on m.id = v.mcp_id
where v.id = :version::text::uuid;

-- name: noteRelease
-- What the registry says of the release now: what it is deprecated for, and the manifest that the archive is judged beside.
update analysis.versions v
set registry_deprecated = :deprecated,
    registry_manifest = :manifest
where v.id = :version::text::uuid;

-- name: advanceVersion
-- The license and the tarball stay as they are where nothing is said of them.
with step as (
    update analysis.versions v
    set status = :status,
        status_reason = :reason,
        tarball_sha256 = coalesce(:tarball, v.tarball_sha256),
        snapshot_id = coalesce(:snapshot::text::uuid, v.snapshot_id),
        license = coalesce(:license, v.license),
        -- what is suspected stays so while it is looked at again, and where that fails
        suspicion = case when :status in ('CERTIFIED', 'KNOWN_VULNERABLE') then null else coalesce(:suspicion::text::json, v.suspicion) end,
        certified_at = case when :status = 'CERTIFIED' then now() else v.certified_at end,
        updated_at = now()
    where v.id = :version::text::uuid
    returning v.id
)
insert into analysis.version_events (version_id, status, reason)
select id, :status, :reason
from step;

-- name: replaceSnapshot
-- Judged again, to the same status.
update analysis.versions v
set snapshot_id = :snapshot::text::uuid,
    status_reason = coalesce(:reason, v.status_reason),
    updated_at = now()
where v.id = :version::text::uuid;

-- name: clearedFingerprints
-- The findings of a version's source that administrators have cleared.
select coalesce(json_agg(c.fingerprint order by c.fingerprint), '[]')::text as fingerprints
from analysis.versions v
join catalog.mcps m on m.id = v.mcp_id
join analysis.clearances c on c.identity = catalog.identity(m)
where v.id = :version::text::uuid;

-- name: addMcp
-- A platform-owned, public MCP; there already where the same source was added before.
with made as (
    insert into catalog.mcps (
        name, source_type, source_package, source_url, source_branch, repository_key, repo_url, category, category_confirmed, tags, featured)
    values (
        :name, :source_type, :package, :url, :branch, :repository_key, :repo_url, :category, true,
        coalesce(string_to_array(:tags, ','), '{}'), :featured::boolean)
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
-- What the latest version says of itself; others only where nothing is known yet.
update catalog.mcps m
set description = coalesce(:description, m.description),
    repo_url = coalesce(:repo_url, m.repo_url),
    homepage = coalesce(:homepage, m.homepage),
    license = coalesce(:license, m.license),
    language = coalesce(:language, m.language),
    updated_at = now()
where m.id = :mcp::text::uuid
    and (m.description = '' or (catalog.latest_version(m.id)).id = :version::text::uuid)
    and (m.description, m.repo_url, m.homepage, m.license, m.language) is distinct from (
        coalesce(:description, m.description), coalesce(:repo_url, m.repo_url), coalesce(:homepage, m.homepage),
        coalesce(:license, m.license), coalesce(:language, m.language));
