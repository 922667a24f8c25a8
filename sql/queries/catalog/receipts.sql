-- name: findReceipt
-- What a receipt of the version tells, and the receipt where one was signed that tells the same. While a version is looked at again, what it was found to be before stands.
with facts as (
    select
        s.id as snapshot,
        json_build_object(
            'form', :form::text,
            'issuer', :issuer::text,
            'mcp_id', v.mcp_id,
            'version_id', v.id,
            'snapshot_id', s.id,
            'name', m.name,
            'version', v.visible_version,
            'source', json_build_object('type', v.source_type, 'package', m.source_package, 'registry', m.source_registry, 'url', m.source_url, 'ref', v.source_ref),
            'tarball_sha256', v.tarball_sha256,
            'content_sha256', s.content_sha256,
            'toolchain_version', s.toolchain_version,
            'scoring_version', s.scoring_version,
            'controls_catalog_version', s.controls_catalog_version,
            'catalog_sha256', s.catalog_sha256,
            'scanned_at', hub.utc(s.created_at),
            'freshness_expires_at', hub.utc(s.created_at + make_interval(days => :fresh_days::int)),
            'status', coalesce(
                case when v.status in ('CERTIFIED', 'KNOWN_VULNERABLE', 'FAILED') then v.status end,
                (
                    select e.status
                    from analysis.version_events e
                    where e.version_id = v.id
                        and e.status in ('CERTIFIED', 'KNOWN_VULNERABLE', 'FAILED')
                    order by e.id desc
                    limit 1)),
            'suspected', v.suspicion is not null,
            'global_score', s.global_score,
            'grade', s.grade,
            'certification_level', s.certification_level,
            'caps', s.scores -> 'caps',
            'controls', json_build_object('judged', s.controls_judged, 'total', s.controls_total),
            'findings', json_build_object('critical', s.critical_findings, 'high', s.high_findings, 'medium', s.medium_findings, 'low', s.low_findings),
            'security', s.scores -> 'scores' -> 'security' -> 'breakdown',
            'code_judged', coalesce(judged.code, false),
            'dependencies_judged', coalesce(judged.dependencies, false)
        )::text as doc
    from catalog.listings l
    join catalog.mcps m on m.id = l.mcp_id
    join analysis.versions v on v.mcp_id = l.mcp_id
    join analysis.snapshots s on s.id = v.snapshot_id
    left join lateral (
        select
            bool_or(c.control_id <> 'KNOWN_VULNERABLE_DEPENDENCY') as code,
            bool_or(c.control_id = 'KNOWN_VULNERABLE_DEPENDENCY') as dependencies
        from analysis.control_results c
        where c.snapshot_id = s.id
            and c.sub_category = 'vulnerabilities'
            and c.outcome <> 'inconclusive'
    ) judged on true
    where l.mcp_id = :mcpId::text::uuid
        and catalog.sees(:viewer::jsonb, l)
        and v.id = analysis.led_to(:versionId::text::uuid)
        and v.tarball_sha256 is not null
),
named as (
    select f.snapshot, f.doc, encode(sha256(convert_to(f.doc, 'UTF8')), 'hex') as facts_sha256
    from facts f
)
select n.snapshot, n.doc, n.facts_sha256, r.envelope
from named n
left join catalog.receipts r on r.facts_sha256 = n.facts_sha256;

-- name: storeReceipt
-- The first one stands.
with made as (
    insert into catalog.receipts (facts_sha256, snapshot_id, kid, envelope)
    values (:facts_sha256, :snapshot::text::uuid, :kid, :envelope)
    on conflict do nothing
)
select coalesce(
    (
        select r.envelope
        from catalog.receipts r
        where r.facts_sha256 = :facts_sha256),
    :envelope) as envelope;

-- name: listReceiptKeys
select k.jwk
from catalog.receipt_keys k
order by k.created_at desc, k.kid
limit 1000;

-- name: newestReceiptKey
select k.kid, k.jwk, k.private_key
from catalog.receipt_keys k
order by k.created_at desc, k.kid
limit 1;

-- name: lockReceiptKeys
select pg_advisory_xact_lock(hashtext('catalog.receipt_keys'));

-- name: addReceiptKey
insert into catalog.receipt_keys (kid, jwk, private_key)
values (:kid, :jwk, :private_key);
