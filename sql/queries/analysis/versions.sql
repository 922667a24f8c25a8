-- name: findSource
select m.name, m.source_type, m.source_package, m.package_key, m.source_url, m.source_branch
from catalog.mcps m
where m.id = :mcp::text::uuid
    and m.deleted_at is null;

-- name: lockSource
-- Nobody asks for a version meanwhile; nothing where the MCP was deleted.
select m.id
from catalog.mcps m
where m.id = :mcp::text::uuid
    and m.deleted_at is null
for no key update;

-- name: addVersion
-- The version, made now, out of the wish for it, or there already: a commit by its id, all else by its name.
with known as (
    select v.id
    from analysis.versions v
    where v.mcp_id = :mcp::text::uuid
        and v.wanted is null
        and (v.visible_version = :visible_version or (v.source_type = 'git' and v.source_ref = :source_ref))
),
wish as (
    select v.id, v.status
    from analysis.versions v
    where v.mcp_id = :mcp::text::uuid
        and not exists (select from known)
        and (v.wanted = :wanted or (v.wanted is not null and (v.visible_version = :visible_version or v.source_ref = :source_ref)))
    order by v.visible_version = :visible_version desc, v.source_ref = :source_ref desc, v.id
    limit 1
),
became as (
    update analysis.versions v
    set visible_version = :visible_version,
        source_ref = :source_ref,
        source_integrity = :integrity,
        wanted = null,
        status = 'PENDING_ANALYSIS',
        status_reason = null,
        updated_at = now()
    from wish
    where v.id = wish.id
    returning v.id, v.status, v.source_ref, v.source_integrity
),
made as (
    insert into analysis.versions (mcp_id, visible_version, source_type, source_ref, source_integrity, tarball_sha256)
    select :mcp::text::uuid, :visible_version, :source_type, :source_ref, :integrity, :tarball
    where not exists (select from wish)
        -- not left to the conflict, which would wait for who is at the version, and waits for the MCP
        and not exists (select from known)
    on conflict do nothing
    returning id, status, source_ref, source_integrity
),
noted as (
    insert into analysis.version_events (version_id, status, reason)
    select id, status, :reason
    from made
    union all
    select became.id, became.status, :reason
    from became
    join wish on wish.id = became.id and wish.status = 'FAILED'
)
select id, status, true as made, source_ref, source_integrity
from made
union all
select id, status, true, source_ref, source_integrity
from became
union all
select there.*
from (
    select v.id, v.status, false, v.source_ref, v.source_integrity
    from analysis.versions v
    where v.mcp_id = :mcp::text::uuid
        and (v.visible_version = :visible_version or (v.source_type = 'git' and v.source_ref = :source_ref))
        and not exists (select from made)
        and not exists (select from became)
    order by v.source_ref = :source_ref desc, v.created_at
    limit 1
) there;

-- name: settleWish
-- The wish turned out to mean a version that is another row: its id leads there from now on.
with wish as (
    delete from analysis.versions v
    where v.mcp_id = :mcp::text::uuid
        and v.wanted = :wanted
        and v.id <> :version::text::uuid
    returning v.id, v.mcp_id, v.wanted
)
insert into analysis.settled_wishes (id, mcp_id, wanted, version_id)
select id, mcp_id, wanted, :version::text::uuid
from wish
on conflict (mcp_id, wanted) do update
set id = excluded.id,
    version_id = excluded.version_id;

-- name: failWish
-- What was asked for cannot be had, and why. Whoever hears of that hears it once.
with failed as (
    update analysis.versions v
    set status = 'FAILED',
        status_reason = :reason,
        updated_at = now()
    where v.mcp_id = :mcp::text::uuid
        and (v.wanted = :wanted or (v.wanted is null and v.visible_version = :wanted and v.status in ('PENDING_ANALYSIS', 'FAILED') and v.suspicion is null))
        and (v.status, v.status_reason) is distinct from ('FAILED', :reason)
    returning v.id
)
insert into analysis.version_events (version_id, status, reason)
select id, 'FAILED', :reason
from failed;

-- name: noteTrouble
-- Why it is not done yet.
update analysis.versions v
set status_reason = :reason,
    updated_at = now()
where v.mcp_id = :mcp::text::uuid
    and (v.id = :version::text::uuid or (:version::text is null and v.wanted = :wanted))
    and v.status in ('PENDING_ANALYSIS', 'INGESTING', 'INGESTED', 'ANALYZING')
    and v.status_reason is distinct from :reason;

-- name: findCommit
select v.id, v.status
from analysis.versions v
where v.mcp_id = :mcp::text::uuid
    and v.source_type = 'git'
    and v.wanted is null
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
select v.id, v.mcp_id, v.visible_version, v.status, v.source_type, v.source_ref, v.source_integrity, v.tarball_sha256, m.source_package, m.package_key, m.source_url, m.visibility
from analysis.versions v
join catalog.mcps m on m.id = v.mcp_id
where v.id = :version::text::uuid
    and m.deleted_at is null;

-- name: noteRelease
-- What the registry says of the release now: what it is deprecated for, and the manifest that the archive is judged beside.
update analysis.versions v
set registry_deprecated = :deprecated,
    registry_manifest = :manifest
where v.id = :version::text::uuid;

-- name: storeSurface
insert into analysis.surfaces (version_id, digest, doc)
values (:version::text::uuid, :digest, :surface::text::json)
on conflict (version_id) do update
set digest = excluded.digest,
    doc = excluded.doc;

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
        name, source_type, source_package, source_url, source_branch, repository_key, repo_url, repo_directory, category, category_confirmed, tags, featured)
    values (
        :name, :source_type, :package, :url, :branch, :repository_key, :repo_url, :repo_directory, :category, true,
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
    -- of the repository that is named, if one is
    repo_directory = case when :repo_url::text is null then m.repo_directory else :repo_directory end,
    homepage = coalesce(:homepage, m.homepage),
    license = coalesce(:license, m.license),
    language = coalesce(:language, m.language),
    updated_at = now()
where m.id = :mcp::text::uuid
    and (m.description = '' or (catalog.latest_version(m.id)).id = :version::text::uuid)
    and (m.description, m.repo_url, m.repo_directory, m.homepage, m.license, m.language) is distinct from (
        coalesce(:description, m.description), coalesce(:repo_url, m.repo_url),
        case when :repo_url::text is null then m.repo_directory else :repo_directory end, coalesce(:homepage, m.homepage),
        coalesce(:license, m.license), coalesce(:language, m.language));
