package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import mcphub.kernel.Standing;
import mcphub.report.layout.Sheet;
import mcphub.report.layout.Style;
import org.jspecify.annotations.Nullable;

/** One page in plain words, for somebody who reads no other. */
final class Summary {
    private static final int MOST = 5;

    private final JsonObject mcp;
    private final JsonObject version;
    private final JsonObject snapshot;
    private final JsonObject scores;
    private final List<JsonObject> controls;

    Summary(JsonObject mcp, JsonObject version, JsonObject snapshot, JsonObject scores, List<JsonObject> controls) {
        this.mcp = mcp;
        this.version = version;
        this.snapshot = snapshot;
        this.scores = scores;
        this.controls = controls;
    }

    void write(Sheet sheet) {
        sheet.paragraph(verdict(), Style.BODY.at(11));
        sheet.paragraph(judged(), Style.BODY.at(11));
        sheet.heading(2, "What stands out");
        sheet.bullets(standsOut());
        sheet.heading(2, "What to do first");
        var first = first();
        if (first.isEmpty()) {
            sheet.paragraph(
                    "No control failed, so there is nothing to mend. What was not judged is listed under Control results.");
        } else {
            sheet.bullets(first);
        }
        sheet.heading(2, "Where the points are");
        Charts.bars(
                sheet,
                Words.DIMENSIONS.keySet().stream()
                        .map(name -> new Charts.Bar(Words.label(name), snapshot.getInteger(name + "_score")))
                        .toList());
    }

    private String verdict() {
        return mcp.getString("name") + " in version " + version.getString("visible_version") + " scores "
                + snapshot.getInteger("global_score") + " of 100, which is grade " + snapshot.getString("grade")
                + ". It is " + Words.standing(snapshot).toLowerCase(Locale.ROOT) + ". " + level() + status();
    }

    private String level() {
        int certified = snapshot.getInteger("certification_level");
        return Words.level(snapshot) < certified
                ? "Level " + certified + " does not count now: " + Words.text(snapshot, "effective_level_reason") + ". "
                : "";
    }

    private String status() {
        String reason = Words.text(version, "status_reason");
        return switch (version.getString("status")) {
            case "KNOWN_VULNERABLE" -> "It has become known as vulnerable" + (reason.isEmpty() ? "." : ": " + reason);
            case "DEPRECATED" -> "It is deprecated" + (reason.isEmpty() ? "." : ": " + reason);
            default -> "";
        };
    }

    private String judged() {
        var coverage = snapshot.getJsonObject("coverage");
        int judged = coverage.getInteger("judged");
        int total = coverage.getInteger("total");
        String rest = judged == total
                ? ""
                : " The other " + (total - judged)
                        + " could not be judged from this source and count neither for nor against it.";
        Integer parsed = coverage.getInteger("code_parsed_percent");
        String code = parsed == null
                ? " How much of the code was parsed is not known."
                : " Of the code that runs, " + parsed + " percent was parsed.";
        return "The hub read the source without running it and judged " + judged + " of its "
                + Words.count(total, "control", "controls") + ". " + of("passed") + " passed and " + of("failed")
                + " failed, with " + Words.findings(snapshot) + "." + rest + code;
    }

    private long of(String outcome) {
        return controls.stream()
                .filter(control -> control.getString("outcome").equals(outcome))
                .count();
    }

    private List<String> standsOut() {
        var points = new ArrayList<String>();
        Standing.caps(snapshot.getJsonArray("caps")).forEach(cap -> points.add("Whatever else is good, " + cap + "."));
        String levelReason = Words.text(snapshot, "level_reason");
        if (!levelReason.isEmpty()) {
            points.add("No higher level: " + levelReason + ".");
        }
        drift(points);
        extremes(points);
        var unknown = Words.DIMENSIONS.values().stream()
                .flatMap(List::stream)
                .filter(part -> value(part) == null)
                .map(Words::label)
                .toList();
        if (!unknown.isEmpty()) {
            points.add("Not judged from this source: " + Words.join(unknown) + ".");
        }
        String license = Words.license(mcp);
        points.add("Licence, as the source states it: " + (license.isEmpty() ? "none" : license) + ".");
        return points;
    }

    /** What a version offers otherwise than the one before it. */
    private void drift(List<String> points) {
        var changed = version.getJsonObject("surface_changed");
        if (changed == null
                || Stream.of("added", "removed", "changed").allMatch(what -> changed.getInteger(what) == 0)) {
            return;
        }
        int descriptions = changed.getInteger("descriptions_changed");
        points.add("What it offers is not what "
                + changed.getJsonObject("since").getString("visible_version") + " offered: "
                + changed.getInteger("added") + " added, " + changed.getInteger("removed") + " removed, "
                + changed.getInteger("changed") + " changed"
                + (descriptions == 0
                        ? "."
                        : ", of which " + Words.count(descriptions, "describes itself", "describe themselves")
                                + " otherwise than before."));
    }

    private void extremes(List<String> points) {
        var best = part(Comparator.reverseOrder());
        var worst = part(Comparator.naturalOrder());
        if (best.isEmpty() || worst.isEmpty()) {
            return;
        }
        if (Objects.equals(value(best.get()), value(worst.get()))) {
            points.add("Every sub-category that could be judged has " + value(best.get()) + " of 100.");
            return;
        }
        points.add("Strongest: " + Words.label(best.get()) + ", " + value(best.get()) + " of 100.");
        points.add("Weakest: " + Words.label(worst.get()) + ", " + value(worst.get()) + " of 100.");
    }

    private Optional<String> part(Comparator<Integer> order) {
        return Words.DIMENSIONS.values().stream()
                .flatMap(List::stream)
                .filter(part -> value(part) != null)
                .min(Comparator.comparing(this::value, Comparator.nullsLast(order)));
    }

    private @Nullable Integer value(String part) {
        return Stream.of("security", "supply_chain", "maturity")
                .map(name -> scores.getJsonObject("scores").getJsonObject(name))
                .filter(dimension -> dimension != null
                        && dimension.getJsonObject("breakdown").getValue(part) != null)
                .map(dimension -> dimension.getJsonObject("breakdown").getInteger(part))
                .findFirst()
                .orElse(null);
    }

    /** Of its findings; a control that failed without any counts as it is catalogued. */
    private static String gravest(JsonObject control) {
        String gravest = control.getString("gravest");
        return gravest == null ? control.getString("severity") : gravest;
    }

    private List<String> first() {
        return controls.stream()
                .filter(control -> control.getString("outcome").equals("failed"))
                .sorted(Comparator.<JsonObject>comparingInt(control -> Words.SEVERITIES.indexOf(gravest(control)))
                        .thenComparingInt(control -> -control.getInteger("findings")))
                .limit(MOST)
                .map(control -> control.getString("control_name") + " (" + gravest(control) + ", "
                        + Words.count(control.getInteger("findings"), "finding", "findings") + "): "
                        + control.getString("remediation"))
                .toList();
    }
}
