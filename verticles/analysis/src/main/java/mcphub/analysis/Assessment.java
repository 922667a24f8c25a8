package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Suspicion;
import mcphub.analysis.scoring.Scores;
import org.jspecify.annotations.Nullable;

/**
 * What came of judging one tarball: everything that a snapshot holds. No time, no random id: the same tarball, judged by the same versions,
 * gives the same content to the byte.
 *
 * @param tarball SHA-256 of the tarball
 * @param registered what the registry says of it, which was judged beside it; null for what comes from no registry
 * @param facts what the source says of itself; not part of the content
 * @param dependencies what it asks to be installed with it; not part of the content
 * @param components what advisories are asked about; not part of the content
 * @param advisories digest of what feeds know of them; null where no feed was imported
 * @param suspicion of malice, which the results are together; null for none
 */
record Assessment(
        String tarball,
        @Nullable String registered,
        String catalogue,
        String scoring,
        List<ControlResult> results,
        Scores scores,
        JsonObject facts,
        JsonArray dependencies,
        List<Component> components,
        @Nullable String advisories,
        @Nullable Suspicion suspicion) {
    /** What judged it; a new number when the same catalogue may come to other findings. */
    static final String TOOLCHAIN = "mcphub-static:2.3.0";

    /** The scores as the API shows them. */
    JsonObject scoresDocument() {
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
        return new JsonObject()
                .put("global_score", scores.global())
                .put("scores", dimensions)
                .put("grade", scores.grade())
                .put("certification_level", scores.level().number())
                .put("caps", caps())
                .put(
                        "coverage",
                        new JsonObject()
                                .put("judged", scores.coverage().judged())
                                .put("total", scores.coverage().all()))
                .put("toolchain_version", TOOLCHAIN)
                .put("scoring_version", scoring);
    }

    private JsonArray caps() {
        var caps = new JsonArray();
        scores.caps()
                .forEach(cap ->
                        caps.add(new JsonObject().put("reason", cap.reason()).put("at_most", cap.atMost())));
        return caps;
    }

    /** The whole content as JSON, always in the same order. */
    String content() {
        var controls = new JsonArray();
        for (ControlResult result : results) {
            var findings = new JsonArray();
            result.verdict()
                    .findings()
                    .forEach(finding -> findings.add(new JsonObject()
                            .put("severity", finding.severity().label())
                            .put("file", finding.file())
                            .put("line", finding.line())
                            .put("evidence", finding.evidence())
                            .put("message", finding.message())));
            controls.add(new JsonObject()
                    .put("control_id", result.control().id())
                    .put("outcome", SnapshotWriter.label(result.verdict().outcome()))
                    .put("message", result.verdict().message())
                    .put("findings", findings));
        }
        return new JsonObject()
                .put("tarball_sha256", tarball)
                .put("registry_manifest_sha256", registered == null ? null : sha256(registered))
                .put("advisories_sha256", advisories)
                .put("controls_catalog_version", catalogue)
                .put("scores", scoresDocument())
                .put("controls", controls)
                .encode();
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
