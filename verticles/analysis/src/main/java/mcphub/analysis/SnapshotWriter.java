package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Dimension;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.controls.Outcome;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.scoring.Scores;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Query;
import mcphub.kernel.Resources;
import org.jspecify.annotations.Nullable;

/** Writes a snapshot with its control results and findings into the transaction that makes it. */
final class SnapshotWriter {
    /** Names the very catalogue that this build judges by. */
    private static final String CATALOGUE = Assessment.sha256(Resources.text("config/controls.yaml"));

    private final SqlConnection connection;
    private final Queries queries;

    SnapshotWriter(SqlConnection connection, Queries queries) {
        this.connection = connection;
        this.queries = queries;
    }

    /**
     * Writes all of it; gives the snapshot's id.
     *
     * @param version and the job that makes it, if one does, as parameters of statements
     * @param dependencies what the source asks for, as JSON; null where that was not kept
     * @param like an older snapshot of the same evidence, whose results are copied but for what advisories say; null where there is none
     */
    String write(JsonObject version, Assessment assessment, @Nullable String dependencies, @Nullable String like) {
        var values = snapshot(assessment)
                .mergeIn(version)
                .put("dependencies", dependencies)
                .put("like", like);
        String id = Database.run(connection, queries.get("addSnapshot"), values)
                .await()
                .iterator()
                .next()
                .getUUID("id")
                .toString();
        var results = new ArrayList<JsonObject>();
        var findings = new ArrayList<JsonObject>();
        for (ControlResult result : assessment.results()) {
            if (like != null && !Catalogue.isOfAdvisories(result.control().id())) {
                continue;
            }
            results.add(control(result).put("snapshot", id));
            int position = 0;
            for (Finding finding : result.verdict().findings()) {
                findings.add(finding(finding)
                        .put("snapshot", id)
                        .put("control_id", result.control().id())
                        .put("position", position++));
            }
        }
        batch("addControlResult", results);
        batch("addFinding", findings);
        if (like != null) {
            var copy = JsonObject.of("snapshot", id, "like", like, "control_id", Catalogue.ADVISORIES);
            batch("copyControlResults", List.of(copy));
            batch("copyFindings", List.of(copy));
        }
        return id;
    }

    private void batch(String name, List<JsonObject> inputs) {
        Query query = queries.get(name);
        List<Tuple> tuples = inputs.stream().map(query::bind).toList();
        if (!tuples.isEmpty()) {
            connection.preparedQuery(query.sql()).executeBatch(tuples).await();
        }
    }

    private static JsonObject snapshot(Assessment assessment) {
        var scores = assessment.scores();
        String content = assessment.content();
        String composition = assessment.evidence().composition().json();
        return new JsonObject()
                .put("composition", composition)
                .put("composition_sha256", Assessment.sha256(composition))
                .put("content", content)
                .put("content_sha256", Assessment.sha256(content))
                .put("kind", encoded(KindDocument.of(assessment.evidence().kind())))
                .put("global_score", scores.global())
                .put("security_score", score(scores, Dimension.SECURITY))
                .put("supply_chain_score", score(scores, Dimension.SUPPLY_CHAIN))
                .put("maturity_score", score(scores, Dimension.MATURITY))
                .put("scores", assessment.scoresDocument().encode())
                .put("grade", scores.grade())
                .put("certification_level", scores.level().number())
                .put("controls_judged", scores.coverage().judged())
                .put("controls_total", scores.coverage().all())
                .put("critical_findings", scores.findings().get(Severity.CRITICAL))
                .put("high_findings", scores.findings().get(Severity.HIGH))
                .put("medium_findings", scores.findings().get(Severity.MEDIUM))
                .put("low_findings", scores.findings().get(Severity.LOW))
                .put("toolchain_version", assessment.toolchain())
                .put("scoring_version", assessment.scoring())
                .put("controls_catalog_version", assessment.catalogue())
                .put("catalog_sha256", CATALOGUE);
    }

    private static @Nullable String encoded(@Nullable JsonObject document) {
        return document == null ? null : document.encode();
    }

    private static @Nullable Integer score(Scores scores, Dimension dimension) {
        var found = scores.dimensions().get(dimension);
        return found == null ? null : found.score();
    }

    private static JsonObject control(ControlResult result) {
        var control = result.control();
        return new JsonObject()
                .put("control_id", control.id())
                .put("control_name", control.name())
                .put("category", control.category().label())
                .put("sub_category", control.subCategory().label())
                .put("outcome", label(result.verdict().outcome()))
                .put("severity", control.severity().label())
                .put("cwe", control.cwe())
                .put("owasp", control.owasp().toArray(String[]::new))
                .put("message", result.verdict().message())
                .put("remediation", control.remediation());
    }

    private static JsonObject finding(Finding finding) {
        return new JsonObject()
                .put("severity", finding.severity().label())
                .put("file", finding.file())
                .put("line", finding.line())
                .put("evidence", finding.evidence())
                .put("message", finding.message())
                .put("tool", finding.flow().tool())
                .put("value_sources", finding.flow().values().toArray(String[]::new))
                .put("by_design", finding.flow().byDesign());
    }

    static String label(Outcome outcome) {
        return outcome.name().toLowerCase(Locale.ROOT);
    }
}
