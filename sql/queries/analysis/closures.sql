-- name: findManifest
-- What was said of a package, and whether that is so new that nobody needs to ask again.
select m.etag, m.digest, m.packed, m.trouble, m.bytes, m.as_of > now() - make_interval(mins => :minutes::int) as fresh
from analysis.manifests m
where m.ecosystem = 'npm'
    and m.name = :name;

-- name: storeManifest
insert into analysis.manifests as m (ecosystem, name, etag, digest, packed, trouble, bytes)
values ('npm', :name, :etag, :digest, :packed, :trouble, :bytes::bigint)
on conflict (ecosystem, name) do update
set etag = excluded.etag,
    digest = excluded.digest,
    packed = excluded.packed,
    trouble = excluded.trouble,
    bytes = excluded.bytes,
    as_of = excluded.as_of;

-- name: keepManifest
-- The registry says the same as before.
update analysis.manifests m
set as_of = now()
where m.ecosystem = 'npm'
    and m.name = :name;

-- name: sweepManifests
-- What nobody asked for in a month.
delete from analysis.manifests m
where m.as_of < now() - interval '30 days';

-- name: findScopes
-- Which of these scopes an organization has in registries of its own: all of them, since what is not told would be asked for elsewhere.
select r.scope
from org.registries r
where r.org_id = :org::text::uuid
    and r.scope = any (:scopes::text[])
order by r.scope;

-- name: storeResolution
insert into analysis.resolutions as r (version_id, sha256, complete, inputs, packed)
values (:version::text::uuid, :sha256, :complete::boolean, :inputs, :packed)
on conflict (version_id, sha256) do update
set as_of = now(),
    inputs = excluded.inputs,
    complete = excluded.complete;

-- name: dropResolutions
-- All but the newest three of a version.
delete from analysis.resolutions r
where r.version_id = :version::text::uuid
    and r.sha256 not in (
        select n.sha256
        from analysis.resolutions n
        where n.version_id = :version::text::uuid
        order by n.as_of desc, n.sha256
        limit 3);

-- name: knownLicenses
select l.name, l.version, l.license
from unnest(:names::text[], :versions::text[]) g (name, version)
join analysis.release_licenses l on l.ecosystem = 'npm' and l.name = g.name and l.version = g.version;

-- name: storeLicenses
insert into analysis.release_licenses (ecosystem, name, version, license)
select 'npm', g.name, g.version, g.license
from unnest(:names::text[], :versions::text[], :licenses::text[]) g (name, version, license)
on conflict do nothing;
