-- name: listTokens
select page.doc::text as doc, total.n as total
from (select count(*)::int as n from org.tokens t where t.org_id = :orgId::text::uuid) total
left join lateral (
    select org.token_doc(t) as doc, t.created_at, t.id
    from org.tokens t
    where t.org_id = :orgId::text::uuid
    order by t.created_at desc, t.id
    limit :limit::bigint offset :offset::bigint
) page on true
order by page.created_at desc, page.id;

-- name: createToken
-- No row where there is no such area.
with bound as (
    select a.id
    from org.areas a
    where a.org_id = :orgId::text::uuid
        and (a.id::text = lower(:area) or a.slug = :area)
),
made as (
    insert into org.tokens (org_id, name, description, scopes, area_id, enforcement, digest, hint, lifetime_days, created_by, expires_at)
    select
        :orgId::text::uuid, :name, coalesce(:description, ''), array(select jsonb_array_elements_text(:scopes::jsonb)), (select bound.id from bound), :enforcement,
        :digest, :hint, :expires_in_days::int, :caller::text::uuid, now() + make_interval(days => :expires_in_days::int)
    where :area::text is null
        or exists (select from bound)
    returning *
)
select t.id as target, org.token_doc(t::org.tokens)::text as doc, '/api/v1/orgs/' || t.org_id || '/tokens/' || t.id as location
from made t;

-- name: revokeToken
-- Once; a token that was revoked stays in the list, and cannot be revoked again.
with gone as (
    update org.tokens t
    set revoked_at = now()
    where t.org_id = :orgId::text::uuid
        and t.id = :tokenId::text::uuid
        and t.revoked_at is null
    returning *
)
select g.id as target, org.token_doc(g::org.tokens)::text as before
from gone g;

-- name: rotateToken
-- A new secret for the same token; the old one is good no longer, and its time begins anew.
with renewed as (
    update org.tokens t
    set digest = :digest,
        hint = :hint,
        expires_at = now() + make_interval(days => t.lifetime_days)
    where t.org_id = :orgId::text::uuid
        and t.id = :tokenId::text::uuid
        and t.revoked_at is null
    returning *
)
select r.id as target, org.token_doc(r::org.tokens)::text as doc
from renewed r;
