package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.controls.Composition;
import mcphub.analysis.controls.Control;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.controls.Flow;
import mcphub.analysis.controls.Outcome;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.controls.Verdict;
import mcphub.analysis.reading.Kind;
import org.jspecify.annotations.Nullable;

/**
 * What the source of a version shows, whatever advisories say: made by reading it once, and read again from a snapshot when advisories change.
 *
 * @param tarball SHA-256 of the tarball
 * @param registered SHA-256 of what the registry says of it, which was judged beside it; null for what comes from no registry
 * @param results of all controls that no advisory changes, by id
 * @param composition what advisories are asked about
 * @param kind what the version is; null of a snapshot that does not say, as none did once
 */
record Evidence(
        String tarball,
        @Nullable String registered,
        List<ControlResult> results,
        Composition composition,
        @Nullable Kind kind) {

    Evidence {
        results = List.copyOf(results);
    }

    /**
     * What a snapshot holds.
     *
     * @param content of the snapshot
     * @param controls those of the catalogue that made it, by id
     */
    static Evidence of(String content, String composition, Function<String, Control> controls) {
        var doc = new JsonObject(content);
        var results = objects(doc.getJsonArray("controls"))
                .filter(control -> !Catalogue.isOfAdvisories(control.getString("control_id")))
                .map(control -> new ControlResult(controls.apply(control.getString("control_id")), verdict(control)))
                .toList();
        return new Evidence(
                doc.getString("tarball_sha256"),
                doc.getString("registry_manifest_sha256"),
                results,
                Composition.read(composition),
                KindDocument.read(doc.getJsonObject("kind")));
    }

    /** The same as a method sees it that does not know these controls. */
    Evidence without(Set<String> controls) {
        return new Evidence(
                tarball,
                registered,
                results.stream()
                        .filter(result -> !controls.contains(result.control().id()))
                        .toList(),
                composition,
                kind);
    }

    private static Verdict verdict(JsonObject control) {
        var findings = objects(control.getJsonArray("findings"))
                .map(finding -> new Finding(
                        Severity.valueOf(finding.getString("severity").toUpperCase(Locale.ROOT)),
                        finding.getString("file"),
                        finding.getInteger("line"),
                        finding.getString("evidence"),
                        finding.getString("message"),
                        flow(finding)))
                .toList();
        var outcome = Outcome.valueOf(control.getString("outcome").toUpperCase(Locale.ROOT));
        return new Verdict(outcome, control.getString("message"), findings);
    }

    /** Snapshots of before do not say. */
    private static Flow flow(JsonObject finding) {
        return new Flow(
                finding.getJsonArray("values", new JsonArray()).stream()
                        .map(String::valueOf)
                        .toList(),
                finding.getString("tool"),
                finding.getBoolean("by_design", false));
    }

    private static Stream<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast);
    }

    /** The records that a snapshot went by, each with what tells its state; absent where its content does not say, as none did once. */
    static Optional<List<String>> records(String content) {
        return Optional.ofNullable(new JsonObject(content).getJsonObject("advisories"))
                .map(said -> said.getJsonArray("records").stream()
                        .map(String::valueOf)
                        .toList());
    }
}
