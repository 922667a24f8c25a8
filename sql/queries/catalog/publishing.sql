-- name: listOrgMcps
-- An organization's own, public and private, as far as the viewer sees them.
select catalog.as_of_now(page.item, (select advisories.in_doubt())) as doc, total.n as total
from (
    select count(*)::int as n
    from catalog.listings l
    where l.org_id = :orgId::text::uuid
        and catalog.sees(:viewer::jsonb, l)
) total
left join lateral (
    select l.item, l.name, l.mcp_id
    from catalog.listings l
    where l.org_id = :orgId::text::uuid
        and catalog.sees(:viewer::jsonb, l)
    order by l.name, l.mcp_id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.name, page.mcp_id;

-- name: lockOwner
-- A person's publishing takes turns, so that counting against the plan is exact; an organization is locked as a whole.
select pg_advisory_xact_lock(hashtextextended('publishing ' || :owner::text, 0));

-- name: countMcps
select count(*)::int as n
from catalog.mcps m
where m.deleted_at is null
    and m.visibility = :visibility
    and (m.org_id = :org::text::uuid or m.owner_id = :owner::text::uuid);

-- name: findArea
select a.id
from org.areas a
where a.org_id = :org::text::uuid
    and (a.id::text = lower(:area) or a.slug = :area);

-- name: takenName
-- Who has a name already that is catalogued for everybody, be it as a name or as a package; a source may be called what it is called there.
select m.name, catalog.identity(m) as identity
from catalog.mcps m
where m.visibility = 'public'
    and m.deleted_at is null
    and m.id is distinct from :mcpId::text::uuid
    and (lower(m.name) = lower(:name) or (m.source_type = 'npm' and lower(m.source_package) = lower(:name)))
    and (m.source_type <> :source_type or m.source_type = 'upload'
        or coalesce(m.source_package, m.repository_key) is distinct from coalesce(:package, :repository_key))
limit 1;

-- name: registryOfScope
-- Where an organization has the scope of a package.
select r.url
from org.registries r
where r.org_id = :org::text::uuid
    and r.scope = split_part(:package, '/', 1);

-- name: addPublishedMcp
insert into catalog.mcps (
    name, visibility, source_type, source_package, source_registry, source_url, source_branch, repository_key, repo_url, repo_directory, category, tags, org_id, area_id, owner_id)
values (
    :name, :visibility, :source_type, :package, :registry, :url, :branch, :repository_key, :repo_url, :repo_directory, :category, array(select jsonb_array_elements_text(coalesce(:tags::jsonb, '[]'))),
    :org::text::uuid, :area_id::text::uuid, :owner::text::uuid)
returning id;

-- name: countWishes
-- How many wishes of an MCP the source has not told of yet, for who has another one; none for who asks for what is there.
select count(*)::int as n
from analysis.versions v
where v.mcp_id = :mcpId::text::uuid
    and v.wanted is not null
    and v.status <> 'FAILED'
    and not exists (
        select
        from analysis.versions known
        where known.mcp_id = :mcpId::text::uuid
            and (known.wanted = :wanted or known.visible_version = :wanted or known.source_ref = :wanted));

-- name: askVersion
select analysis.ask_version(:mcpId::text::uuid, :wanted) as id;

-- name: findPublishable
-- An MCP that the viewer may see, with whose it is; nobody else changes it meanwhile.
select
    m.id, m.org_id, m.area_id, m.owner_id, m.visibility, m.source_type, m.name, m.source_package, m.source_registry, m.repository_key, m.category, l.detail as before
from catalog.mcps m
join catalog.listings l on l.mcp_id = m.id
where m.id = :mcpId::text::uuid
    and m.deleted_at is null
    and catalog.sees(:viewer::jsonb, l)
for update of m;

-- name: publishedMcp
-- The MCP as it is now, for the answer and the audit.
select l.mcp_id as target, l.org_id as org, l.detail as doc, :before::text as before, '/api/v1/mcps/' || l.mcp_id as location
from catalog.listings l
where l.mcp_id = :mcpId::text::uuid;

-- name: updatePublishedMcp
update catalog.mcps m
set name = coalesce(:name, m.name),
    visibility = coalesce(:visibility, m.visibility),
    area_id = case when :moves::boolean then :area_id::text::uuid else m.area_id end,
    category = coalesce(:category, m.category),
    category_confirmed = m.category_confirmed and :category::text is null,
    tags = coalesce((select array_agg(tag) from jsonb_array_elements_text(:tags::jsonb) tag), case when :tags::jsonb is null then m.tags else '{}' end),
    updated_at = now()
where m.id = :mcpId::text::uuid;

-- name: deletePublishedMcp
-- Soft: the evidence stays.
update catalog.mcps m
set deleted_at = now(),
    updated_at = now()
where m.id = :mcpId::text::uuid
returning m.id as target, m.org_id as org, :before::text as before;

-- name: leavePublishedMcp
-- Who registered what everybody may fetch is no owner of it: it stays, as the platform's.
update catalog.mcps m
set org_id = null,
    area_id = null,
    owner_id = null,
    updated_at = now()
where m.id = :mcpId::text::uuid
returning m.id as target, :org::text::uuid as org, :before::text as before;

-- name: startUpload
insert into analysis.uploads (id, mcp_id)
values (:upload::text::uuid, :mcpId::text::uuid);

-- name: uploadIsFor
select u.id
from analysis.uploads u
where u.id = :upload::text::uuid
    and u.mcp_id = :mcpId::text::uuid;

-- name: adoptUpload
select analysis.adopt_upload(:upload::text::uuid, :sha256, :size::bigint);

-- name: addUploadedVersion
-- The same bytes are one version, however often they come.
with known as (
    select v.id
    from analysis.versions v
    where v.mcp_id = :mcpId::text::uuid
        and v.source_type = 'upload'
        and v.source_ref = :sha256
),
made as (
    insert into analysis.versions (mcp_id, visible_version, source_type, source_ref, tarball_sha256)
    select :mcpId::text::uuid, :visible_version, 'upload', :sha256, :sha256
    where not exists (select from known)
    returning id
),
noted as (
    insert into analysis.version_events (version_id, status, reason)
    select id, 'PENDING_ANALYSIS', 'uploaded'
    from made
)
select id, true as made
from made
union all
select id, false
from known;

-- name: queuePublishedCertify
select analysis.queue_certify(:mcpId::text::uuid, :version::text::uuid);

-- name: publishedVersion
select
    v.id as target, m.org_id as org, analysis.version_doc(v)::text as doc, :before::text as before,
    '/api/v1/mcps/' || m.id || '/versions/' || v.id as location
from analysis.versions v
join catalog.mcps m on m.id = v.mcp_id
where v.mcp_id = :mcpId::text::uuid
    and v.id = :version::text::uuid;

-- name: findPublishableVersion
select v.id, v.status, v.wanted, v.tarball_sha256, v.source_type, analysis.version_doc(v)::text as before
from analysis.versions v
where v.mcp_id = :mcpId::text::uuid
    and v.id = analysis.led_to(:versionId::text::uuid)
for update of v;

-- name: deprecateVersion
with step as (
    update analysis.versions v
    set status = 'DEPRECATED',
        status_reason = :reason,
        updated_at = now()
    where v.id = :version::text::uuid
    returning v.id
)
insert into analysis.version_events (version_id, status, reason)
select id, 'DEPRECATED', :reason
from step;

-- name: issueWebhookSecret
-- The one before is good for another day, those before that no longer.
with older as (
    delete from catalog.webhook_secrets w
    where w.mcp_id = :mcpId::text::uuid
        and w.ends_at is not null
),
old as (
    update catalog.webhook_secrets w
    set ends_at = now() + interval '1 day'
    where w.mcp_id = :mcpId::text::uuid
        and w.ends_at is null
),
made as (
    insert into catalog.webhook_secrets (mcp_id, secret)
    values (:mcpId::text::uuid, :secret)
    returning mcp_id
)
select m.id as target, m.org_id as org, json_build_object('mcp_id', m.id)::text as doc
from made
join catalog.mcps m on m.id = made.mcp_id;

-- name: removeWebhookSecrets
with gone as (
    delete from catalog.webhook_secrets w
    where w.mcp_id = :mcpId::text::uuid
    returning w.mcp_id
)
select distinct m.id as target, m.org_id as org, json_build_object('mcp_id', m.id)::text as before
from gone
join catalog.mcps m on m.id = gone.mcp_id;
