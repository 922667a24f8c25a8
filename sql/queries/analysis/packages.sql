-- name: findPackage
select p.etag, p.digest, p.choices_for, p.as_of is not null as known
from analysis.packages p
where p.ecosystem = 'npm'
    and p.name = :name;

-- name: readPackage
select p.tags::text as tags, analysis.packument('npm', p.name)::text as packument
from analysis.packages p
where p.ecosystem = 'npm'
    and p.name = :name;

-- name: storePackage
-- What the registry says now; whether the name may mean other releases than before.
with before as (
    select p.name, analysis.may_mean(p) as versions
    from analysis.packages p
    where p.ecosystem = 'npm'
        and p.name = :name
        and p.as_of is not null
    for update
),
stored as (
    insert into analysis.packages as p (ecosystem, name, tags, choices, choices_for, etag, digest, as_of, checked_at, next_at)
    values (
        'npm', :name, :tags::jsonb, array(select jsonb_array_elements_text(:choices::jsonb)), :clients, :etag, :digest, now(), now(),
        analysis.next_look(null, :minutes::int))
    on conflict (ecosystem, name) do update
    set tags = excluded.tags,
        choices = excluded.choices,
        choices_for = excluded.choices_for,
        etag = excluded.etag,
        digest = excluded.digest,
        as_of = now(),
        checked_at = now(),
        trouble = null,
        failures = 0,
        next_at = analysis.next_look(p.asked_at, :minutes::int)
    returning analysis.may_mean(p) as versions
)
select before.versions is distinct from stored.versions as changed
from stored
left join before on true;

-- name: storeReleases
insert into analysis.releases as r (ecosystem, name, version, position, deprecated, node, npm, integrity)
select 'npm', :name, said.version, said.position, said.deprecated, said.node, said.npm, said.integrity
from jsonb_to_recordset(:releases::jsonb) said (version text, position int, deprecated text, node text, npm text, integrity text)
on conflict (ecosystem, name, version) do update
set position = excluded.position,
    deprecated = excluded.deprecated,
    node = excluded.node,
    npm = excluded.npm,
    integrity = excluded.integrity
where (r.position, r.deprecated, r.node, r.npm, r.integrity) is distinct from (
    excluded.position, excluded.deprecated, excluded.node, excluded.npm, excluded.integrity);

-- name: noteDeprecations
-- What the registry says against releases now, their versions say, too.
update analysis.versions v
set registry_deprecated = r.deprecated,
    updated_at = now()
from catalog.mcps m
join analysis.releases r on r.ecosystem = 'npm' and r.name = m.package_key
where m.source_type = 'npm'
    and m.package_key = :name
    and m.deleted_at is null
    and v.mcp_id = m.id
    and v.wanted is null
    and v.visible_version = r.version
    and v.registry_deprecated is distinct from r.deprecated;

-- name: dropReleases
-- Those that the registry does not have any more.
delete from analysis.releases r
where r.ecosystem = 'npm'
    and r.name = :name
    and r.version not in (
        select said.version
        from jsonb_to_recordset(:releases::jsonb) said (version text));

-- name: keepPackage
-- The registry says the same as before.
update analysis.packages p
set as_of = now(),
    checked_at = now(),
    trouble = null,
    failures = 0,
    next_at = analysis.next_look(p.asked_at, :minutes::int)
where p.ecosystem = 'npm'
    and p.name = :name;

-- name: notePackageTrouble
-- What cannot be had is asked for less and less often; what was known stays, and grows old.
insert into analysis.packages as p (ecosystem, name, checked_at, trouble, failures, next_at)
values ('npm', :name, now(), :trouble, 1, analysis.next_look(null, :minutes::int * 2))
on conflict (ecosystem, name) do update
set checked_at = now(),
    trouble = excluded.trouble,
    failures = least(p.failures + 1, 5),
    next_at = analysis.next_look(null, :minutes::int * 2 ^ least(p.failures + 1, 5));

-- name: claimPackages
-- Packages whose turn it is, but for those of registries that are being asked: taken by one node, and put off for the time that it may take.
with begun as (
    insert into analysis.packages (ecosystem, name)
    select distinct 'npm', m.package_key
    from catalog.mcps m
    where m.source_type = 'npm'
        and m.deleted_at is null
        and not exists (select from analysis.packages p where p.ecosystem = 'npm' and p.name = m.package_key)
    on conflict do nothing
),
due as (
    select p.ecosystem, p.name
    from analysis.packages p
    where p.next_at <= now()
        and case when p.name like '% %' then split_part(p.name, ' ', 1) else '' end <> all (array(select jsonb_array_elements_text(:busy::jsonb)))
        and exists (
            select
            from catalog.mcps m
            where m.source_type = 'npm'
                and m.package_key = p.name
                and m.deleted_at is null)
    order by p.next_at
    limit 50
    for update of p skip locked
)
update analysis.packages p
set next_at = now() + interval '5 minutes'
from due
where p.ecosystem = due.ecosystem
    and p.name = due.name
returning p.name;

-- name: chooseAnew
-- The clients of the settings are others than those that the releases were chosen for.
update analysis.packages p
set next_at = now()
where p.choices_for <> :clients
    and p.as_of is not null;

-- name: queueOfPackage
-- All that are catalogued from it have its releases analysed, but the one that is at it already.
select analysis.queue_resolve(m.id, '')
from catalog.mcps m
where m.source_type = 'npm'
    and m.package_key = :name
    and m.deleted_at is null
    and m.id is distinct from :mcp::text::uuid
order by m.id;

-- name: mayMean
-- The releases that the name alone, or with the tag latest, may mean, the latest first.
select r.version, r.integrity, r.version is not distinct from p.tags ->> 'latest' as latest
from analysis.packages p
join analysis.releases r on r.ecosystem = p.ecosystem and r.name = p.name and r.version = any (analysis.may_mean(p))
where p.ecosystem = 'npm'
    and p.name = :name
order by latest desc, hub.semver_key(r.version) collate "C" desc, r.version;

-- name: findRegistry
-- Where an organization has a scope, as it was declared when the package was catalogued.
select r.url, r.token
from org.registries r
where r.org_id = :org::text::uuid
    and r.scope = :scope;
