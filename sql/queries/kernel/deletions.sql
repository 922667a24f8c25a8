-- name: deletion
-- What the parameters are about, if it was deleted, for whoever was allowed to see it until then. Inside an organization the caller's permission was checked before.
select gone.what, hub.utc(gone.at) as at
from (
    select 'MCP was deleted' as what, m.deleted_at as at
    from catalog.mcps m
    where m.id = :mcpId::text::uuid
        and m.deleted_at is not null
        and (:platform::boolean or catalog.saw(:viewer::jsonb, m.visibility, m.owner_id, m.org_id, coalesce(m.area_id, m.area_before)))
    union all
    select 'MCP was deleted', t.deleted_at
    from catalog.tombstones t
    where t.mcp_id = :mcpId::text::uuid
        and (:platform::boolean or catalog.saw(:viewer::jsonb, t.visibility, t.owner_id, t.org_id, t.area_id))
    union all
    select 'organization was deleted', o.deleted_at
    from org.orgs o
    where o.id = :orgId::text::uuid
        and o.deleted_at is not null
        and (:platform::boolean or exists (
            select
            from org.members m
            where m.org_id = o.id
                and m.user_id = :caller::text::uuid))
    union all
    select split_part(e.action, '.', 1) || ' was ' || split_part(e.action, '.', 2), e.at
    from audit.events e
    where e.chain = :orgId::text::uuid
        and e.action in ('area.deleted', 'policy.deleted', 'token.revoked', 'webhook.deleted')
        and e.target_id in (:areaId, :policyId, :tokenId, :webhookId)
        and :isMember::boolean
) gone
order by gone.at desc
limit 1;
