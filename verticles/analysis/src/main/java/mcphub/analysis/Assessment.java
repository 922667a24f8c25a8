package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Exposure;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.scoring.Basis;
import mcphub.analysis.scoring.Scores;
import mcphub.analysis.scoring.Scoring;

/**
 * What a snapshot holds: the evidence of a source, what the advisories at hand say of it, and the scores of both together. No time, no random id: the same of all of them
 * gives the same content to the byte, whichever came first.
 *
 * @param toolchain what read it
 * @param results of all controls, by id
 * @param exposure what advisories say
 * @param completeOf the ecosystems of the source that feeds are complete of
 * @param records those that hit it, each with the SHA-256 of what it says of it
 */
record Assessment(
        Evidence evidence,
        String toolchain,
        String catalogue,
        String scoring,
        List<ControlResult> results,
        Exposure exposure,
        Scores scores,
        List<String> completeOf,
        List<String> records) {
    /** What judged it; a new number when the same catalogue may come to other findings. */
    static final String TOOLCHAIN = "mcphub-static:2.5.0";

    /** What comes of evidence by what is known now. */
    static Assessment of(Evidence evidence, StoredFlaws known, Catalogue catalogue, Scoring scoring) {
        var composition = evidence.composition();
        var exposure = catalogue.exposure(composition, known);
        var results = catalogue.complete(evidence.results(), exposure);
        return new Assessment(
                evidence,
                TOOLCHAIN,
                catalogue.version(),
                scoring.version(),
                results,
                exposure,
                scoring.score(results, Basis.of(composition, evidence.kind(), exposure.gap())),
                known.completeOf(composition.ecosystems()),
                known.records());
    }

    /** The scores as the API shows them. */
    JsonObject scoresDocument() {
        return scoresDocument(scores, scoring).put("toolchain_version", toolchain);
    }

    /** The same as what read the evidence; what is concluded from what was kept was read by something else. */
    Assessment readBy(String otherToolchain, String otherCatalogue) {
        return new Assessment(
                evidence, otherToolchain, otherCatalogue, scoring, results, exposure, scores, completeOf, records);
    }

    /**
     * The same of any scores.
     *
     * @param scoring the version of the method that they come from
     */
    static JsonObject scoresDocument(Scores scores, String scoring) {
        var dimensions = new JsonObject();
        scores.dimensions().forEach((name, dimension) -> {
            var breakdown = new JsonObject();
            dimension.breakdown().forEach((sub, score) -> breakdown.put(sub.label(), score));
            dimensions.put(
                    name.label(),
                    new JsonObject()
                            .put("score", dimension.score())
                            .put("weight", dimension.weightPercent() / 100.0)
                            .put("breakdown", breakdown));
        });
        var coverage = new JsonObject()
                .put("judged", scores.coverage().judged())
                .put("total", scores.coverage().all());
        if (scores.basis().parsedPercent() != null) {
            coverage.put("code_parsed_percent", scores.basis().parsedPercent());
        }
        return new JsonObject()
                .put("global_score", scores.global())
                .put("scores", dimensions)
                .put("grade", scores.grade())
                .put("certification_level", scores.level().number())
                .put("level_reason", scores.levelReason())
                .put("caps", caps(scores))
                .put("coverage", coverage)
                .put("toolchain_version", TOOLCHAIN)
                .put("scoring_version", scoring);
    }

    private static JsonArray caps(Scores scores) {
        var caps = new JsonArray();
        for (var cap : scores.caps()) {
            var document = new JsonObject().put("reason", cap.reason()).put("at_most", cap.atMost());
            if (cap.levelAtMost() != null) {
                document.put("level_at_most", cap.levelAtMost());
            }
            caps.add(document);
        }
        return caps;
    }

    /** Which advisories were at hand. */
    JsonObject advisories() {
        return JsonObject.of("complete_of", new JsonArray(completeOf), "records", new JsonArray(records));
    }

    /** The whole content as JSON, always in the same order. */
    String content() {
        var controls = new JsonArray();
        for (ControlResult result : results) {
            var findings = new JsonArray();
            result.verdict().findings().forEach(finding -> findings.add(finding(finding)));
            controls.add(new JsonObject()
                    .put("control_id", result.control().id())
                    .put("outcome", SnapshotWriter.label(result.verdict().outcome()))
                    .put("message", result.verdict().message())
                    .put("findings", findings));
        }
        var content = new JsonObject()
                .put("tarball_sha256", evidence.tarball())
                .put("registry_manifest_sha256", evidence.registered())
                .put("composition_sha256", sha256(evidence.composition().json()));
        if (evidence.kind() != null) {
            content.put("kind", KindDocument.of(evidence.kind()));
        }
        return content.put("advisories", advisories())
                .put("controls_catalog_version", catalogue)
                .put("scores", scoresDocument())
                .put("controls", controls)
                .encode();
    }

    /** What is not known of it is left out, as snapshots did that knew nothing of it. */
    private static JsonObject finding(Finding finding) {
        var document = new JsonObject()
                .put("severity", finding.severity().label())
                .put("file", finding.file())
                .put("line", finding.line())
                .put("evidence", finding.evidence())
                .put("message", finding.message());
        var flow = finding.flow();
        if (!flow.values().isEmpty()) {
            document.put("values", new JsonArray(flow.values()));
        }
        if (flow.tool() != null) {
            document.put("tool", flow.tool());
        }
        if (flow.byDesign()) {
            document.put("by_design", true);
        }
        return document;
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
