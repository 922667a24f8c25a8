-- Who could see what was deleted: whose it was and in which area stays with it, whatever becomes of the area. The area of zeros is one that nobody remembers: only who sees every area saw what was in it.
alter table catalog.tombstones
    add column owner_id uuid,
    add column area_id uuid;
update catalog.tombstones t
set area_id = '00000000-0000-0000-0000-000000000000'
where t.org_id is not null
    and t.visibility = 'private';

alter table catalog.mcps add column area_before uuid;
update catalog.mcps m
set area_before = '00000000-0000-0000-0000-000000000000'
where m.deleted_at is not null
    and m.org_id is not null
    and m.area_id is null
    and m.visibility = 'private'
    and exists (
        select
        from audit.events e
        where e.chain = m.org_id
            and e.action = 'area.deleted'
            and e.at >= m.deleted_at);
