package mcphub.report.document;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import mcphub.report.layout.Sheet;

/** How the numbers come about, so that somebody else can check them. */
final class Methodology {
    private Methodology() {}

    static void write(Sheet sheet, JsonObject snapshot) {
        var versions = new LinkedHashMap<String, String>();
        versions.put("Toolchain", snapshot.getString("toolchain_version"));
        versions.put("Scoring method", snapshot.getString("scoring_version"));
        versions.put("Controls catalogue", snapshot.getString("controls_catalog_version"));
        sheet.facts(versions);
        sheet.heading(2, "What was done");
        sheet.paragraph(
                "The archive of the version was fetched, its digest taken, and its files read. Nothing in it was run. The same archive, judged by the same versions, gives the same snapshot to the byte.");
        var method = Method.shipped();
        sheet.heading(2, "How a score is made");
        if (!method.judged(snapshot)) {
            sheet.paragraph("This snapshot was scored by the method " + snapshot.getString("scoring_version")
                    + ". The numbers below are those of " + method.version()
                    + ", by which the hub scores today; they may have been others then.");
        }
        sheet.bullets(List.of(
                "A sub-category begins with 100. Each finding of a failed control takes points: " + method.penalties()
                        + ". Beyond " + method.fullPenaltyUpTo()
                        + " points, a control's further findings count half. No score falls below 0.",
                "A control that cannot be judged from this source is inconclusive: neither a pass nor a fail. A sub-category of which nothing could be judged has no score and is left out.",
                "A dimension is the mean of its judged sub-categories. The global score weighs " + method.weights()
                        + " percent; a dimension without a score gives its weight to the others.",
                "Score and level have upper limits: " + method.caps() + ". The lowest that holds counts."));
        sheet.heading(2, "What grade and level mean");
        int runtime = method.level("runtime_certified");
        sheet.bullets(
                List.of(
                        "Grade " + method.grades() + ", F below.",
                        "Level 0, analysed: the bytes are known and were looked at, and nothing is certified.",
                        "Level 1, static verified: " + method.level("static_verified") + " points or more.",
                        "Level 2, security certified: " + method.level("security_certified") + " points or more.",
                        "Level 3, runtime certified: " + runtime
                                + " points or more and a check of the running server, without which no version goes beyond level 2."));
        sheet.heading(2, "What this does not say");
        sheet.paragraph(
                "A static analysis finds patterns, not intentions. It can miss what is well hidden, and it can point at what is harmless. A high score is no warranty, and a low one no accusation.");
    }
}
