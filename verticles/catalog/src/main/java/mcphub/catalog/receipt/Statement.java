package mcphub.catalog.receipt;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import mcphub.kernel.Purl;

/**
 * What a receipt says: an in-toto statement about an archive. Its predicate has the fields of a security scan receipt as the MCP registry's pull request 1404 proposes them, and ours
 * under a name of our own. Always in the same order: the same facts are the same bytes.
 */
public final class Statement {
    /** What the payload of a receipt is. */
    public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

    /** Goes up when the same facts are told in another way. */
    public static final String FORM = "1";

    static final String TYPE = "https://in-toto.io/Statement/v1";
    static final String PREDICATE_TYPE = "urn:mcphub:security-scan:v1";
    static final String OURS = "org.mcphub/assessment";

    private Statement() {}

    /** The statement that these facts make. */
    public static Buffer of(JsonObject facts) {
        String purl = artifact(facts).toString();
        var subject = new JsonObject()
                .put("name", facts.getString("name"))
                .put("uri", purl)
                .put("digest", new JsonObject().put("sha256", facts.getString("tarball_sha256")));
        return new JsonObject()
                .put("_type", TYPE)
                .put("subject", new JsonArray().add(subject))
                .put("predicateType", PREDICATE_TYPE)
                .put("predicate", predicate(facts, purl))
                .toBuffer();
    }

    private static JsonObject predicate(JsonObject facts, String purl) {
        var toolchain = facts.getString("toolchain_version").split(":", 2);
        var verdict = Verdict.of(facts);
        var predicate = new JsonObject()
                .put("scanner", toolchain[0])
                .put("scanner_version", toolchain[toolchain.length - 1])
                .put("rule_set_ref", ruleSet(facts))
                .put("policy_profile", "mcphub-scoring/" + facts.getString("scoring_version"))
                .put("scanned_artifact_ref", purl)
                .put("scanned_artifact_digest", "sha256:" + facts.getString("tarball_sha256"))
                .put("scan_scope", scope(facts))
                .put("verdict", verdict.says().label());
        if (verdict.reason() != null) {
            predicate.put("inconclusive_reason", verdict.reason());
        }
        return predicate
                .put("scanned_at", facts.getString("scanned_at"))
                .put("freshness_expires_at", facts.getString("freshness_expires_at"))
                .put("evidence_ref", "urn:uuid:" + facts.getString("snapshot_id"))
                .put("evidence_digest", "sha256:" + facts.getString("content_sha256"))
                .put("attestation", "third-party-attested")
                .put(OURS, ours(facts));
    }

    private static JsonObject ours(JsonObject facts) {
        var ours = new JsonObject();
        for (String field : List.of(
                "issuer",
                "mcp_id",
                "version_id",
                "snapshot_id",
                "name",
                "version",
                "status",
                "suspected",
                "global_score",
                "grade",
                "certification_level",
                "controls",
                "caps",
                "findings")) {
            ours.put(field, facts.getValue(field));
        }
        return ours;
    }

    private static String ruleSet(JsonObject facts) {
        String digest = facts.getString("catalog_sha256");
        return "mcphub-controls/" + facts.getString("controls_catalog_version")
                + (digest == null ? "" : "@sha256:" + digest);
    }

    /** The archive was read; of code and dependencies it is said only where they were judged. */
    private static JsonArray scope(JsonObject facts) {
        var scope = new JsonArray().add("package");
        if (facts.getBoolean("code_judged")) {
            scope.add("code");
        }
        return facts.getBoolean("dependencies_judged") ? scope.add("dependency") : scope;
    }

    private static Purl artifact(JsonObject facts) {
        var source = facts.getJsonObject("source");
        String ref = source.getString("ref");
        return switch (source.getString("type")) {
            case "npm" -> {
                var purl = Purl.npm(source.getString("package"), ref);
                String registry = source.getString("registry");
                yield registry == null ? purl : purl.with("repository_url", registry);
            }
            case "git" -> Purl.git(source.getString("url"), ref);
            default ->
                new Purl("generic", List.of(), facts.getString("name"), facts.getString("version"), Map.of())
                        .with("checksum", "sha256:" + facts.getString("tarball_sha256"));
        };
    }
}
