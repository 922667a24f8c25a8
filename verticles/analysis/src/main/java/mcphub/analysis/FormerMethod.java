package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.controls.Control;
import mcphub.analysis.controls.Dimension;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.controls.SubCategory;
import mcphub.analysis.scoring.Scoring;
import org.jspecify.annotations.Nullable;

/**
 * Keeps beside what the newest method says of a version what the one before says, for as long as an organization may go by it. What that one has found stays as it is, and only what advisories say
 * of it is judged anew; of a version that it never saw, it is concluded from what the newest found.
 *
 * @param scoring the method before
 */
record FormerMethod(Conclusions conclusions, Scoring scoring) {

    /** The one that this build ships. */
    static FormerMethod of(Conclusions conclusions) {
        return new FormerMethod(conclusions, Scoring.former());
    }

    /**
     * Brings it up to date, behind a conclusion by the newest method, in its transaction.
     *
     * @param version the parameter of statements
     * @param newest what the newest method has gone by
     * @param dependencies what the source asks for, as JSON; null where that was not kept
     */
    void follow(SqlConnection connection, JsonObject version, Evidence newest, @Nullable String dependencies) {
        var steps = conclusions.steps();
        var of = JsonObject.of("version", version.getString("version"));
        var before = steps.run(connection, "findFormer", of);
        if (before == null) {
            return;
        }
        if (before.getUUID("id") == null) {
            var assessment = conclusions.assess(connection, of, newest.without(scoring.without()), scoring);
            write(connection, of, assessment, dependencies, null);
        } else if (before.getString("composition") != null) {
            judgeAnew(connection, of, before);
        }
    }

    private void judgeAnew(SqlConnection connection, JsonObject version, Row before) {
        String content = before.getString("content");
        var controls = controls(connection, before.getUUID("id").toString());
        var evidence = Evidence.of(content, before.getString("composition"), controls::get);
        var assessment = conclusions
                .assess(connection, version, evidence, scoring)
                .readBy(before.getString("toolchain_version"), before.getString("controls_catalog_version"));
        if (!assessment.advisories().equals(new JsonObject(content).getJsonObject("advisories"))) {
            write(
                    connection,
                    version,
                    assessment,
                    before.getString("dependencies"),
                    before.getUUID("id").toString());
        }
    }

    private void write(
            SqlConnection connection,
            JsonObject version,
            Assessment assessment,
            @Nullable String dependencies,
            @Nullable String like) {
        var steps = conclusions.steps();
        String snapshot = new SnapshotWriter(connection, steps.queries())
                .write(version.copy().put("former", true), assessment, dependencies, like);
        steps.run(connection, "replaceFormer", version.copy().put("snapshot", snapshot));
    }

    /** As they counted then: what became of them in the catalogue since is nothing to those who go by the method. */
    private Map<String, Control> controls(SqlConnection connection, String snapshot) {
        var controls = new HashMap<String, Control>();
        conclusions
                .steps()
                .all(connection, "frozenControls", JsonObject.of("snapshot", snapshot))
                .forEach(row -> controls.put(row.getString("control_id"), control(row)));
        return controls;
    }

    private static <E extends Enum<E>> E one(Class<E> type, String label) {
        return Enum.valueOf(type, label.toUpperCase(Locale.ROOT));
    }

    private static Control control(Row row) {
        return new Control(
                row.getString("control_id"),
                row.getString("control_name"),
                one(Dimension.class, row.getString("category")),
                one(SubCategory.class, row.getString("sub_category")),
                one(Severity.class, row.getString("severity")),
                row.getString("cwe"),
                List.of(),
                false,
                "",
                row.getString("remediation"),
                Set.of(),
                null,
                List.of(),
                Map.of(),
                Map.of());
    }
}
