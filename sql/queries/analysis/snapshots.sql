-- name: addSnapshot
-- One per job: a job that is done twice, because its worker died after the first time, makes no second one.
with composed as (
    insert into analysis.compositions (sha256, doc)
    values (:composition_sha256, :composition::text::json)
    on conflict do nothing
)
insert into analysis.snapshots (
    version_id, job_id, composition_sha256, content, content_sha256, global_score, security_score, supply_chain_score, maturity_score, scores, grade,
    certification_level, controls_judged, controls_total, critical_findings, high_findings, medium_findings, low_findings,
    toolchain_version, scoring_version, controls_catalog_version, catalog_sha256, dependencies, kind, former)
values (
    :version::text::uuid, :job::text::uuid, :composition_sha256, :content, :content_sha256, :global_score, :security_score, :supply_chain_score, :maturity_score,
    :scores::text::json, :grade, :certification_level, :controls_judged, :controls_total, :critical_findings, :high_findings, :medium_findings,
    :low_findings, :toolchain_version, :scoring_version, :controls_catalog_version,
    -- of results that are copied it is the catalogue that they came from
    case when :like::text is null then :catalog_sha256 else (
        select s.catalog_sha256
        from analysis.snapshots s
        where s.id = :like::text::uuid) end,
    :dependencies::text::json, :kind::text::json, coalesce(:former::boolean, false))
returning id;

-- name: addControlResult
insert into analysis.control_results (
    snapshot_id, control_id, control_name, category, sub_category, outcome, severity, cwe, owasp, message, remediation)
values (
    :snapshot::text::uuid, :control_id, :control_name, :category, :sub_category, :outcome, :severity, :cwe, :owasp::text[], :message, :remediation);

-- name: addFinding
insert into analysis.findings (snapshot_id, control_id, position, severity, file, line, evidence, message, tool, value_sources, by_design)
values (:snapshot::text::uuid, :control_id, :position, :severity, :file, :line, :evidence, :message, :tool, :value_sources, :by_design);

-- name: copyControlResults
insert into analysis.control_results (
    snapshot_id, control_id, control_name, category, sub_category, outcome, severity, cwe, owasp, message, remediation)
select :snapshot::text::uuid, c.control_id, c.control_name, c.category, c.sub_category, c.outcome, c.severity, c.cwe, c.owasp, c.message, c.remediation
from analysis.control_results c
where c.snapshot_id = :like::text::uuid
    and c.control_id <> :control_id::text;

-- name: copyFindings
insert into analysis.findings (snapshot_id, control_id, position, severity, file, line, evidence, message, tool, value_sources, by_design)
select :snapshot::text::uuid, f.control_id, f.position, f.severity, f.file, f.line, f.evidence, f.message, f.tool, f.value_sources, f.by_design
from analysis.findings f
where f.snapshot_id = :like::text::uuid
    and f.control_id <> :control_id::text;
