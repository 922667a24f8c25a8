package mcphub.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on everything that was asked at once.
 *
 * @param id of the evaluation; null where it is only tried, and kept nowhere
 * @param at when
 * @param environment as it was asked
 * @param scoring the method of scoring that was gone by; null of what was kept before there were two
 * @param notes what to say of the whole
 * @param scoringChanges what the newest method of scoring would say otherwise; empty but where that is tried
 */
record Judgement(
        @Nullable String id,
        Instant at,
        @Nullable String environment,
        @Nullable String scoring,
        List<Asked> asked,
        List<Verdict> verdicts,
        List<String> notes,
        JsonArray scoringChanges) {

    /**
     * Judges.
     *
     * @param known what is known of each that is asked, in the same order
     */
    static Judgement of(
            @Nullable String id, Rulebook rules, Gate.Circumstances circumstances, List<Asked> asked, JsonArray known) {
        var verdicts = IntStream.range(0, asked.size())
                .mapToObj(i -> rules.semantics() == 1
                        ? first(rules, circumstances, asked.get(i), known.getJsonObject(i))
                        : begun(
                                rules,
                                Worst.of(rules, circumstances, new Known(asked.get(i), known.getJsonObject(i))),
                                asked.get(i)))
                .toList();
        return new Judgement(
                id,
                circumstances.now(),
                circumstances.environment(),
                rules.scoring(),
                asked,
                verdicts,
                notes(rules, circumstances, asked, verdicts),
                new JsonArray());
    }

    /** What was there when the gate was begun with is warned of; what is suspected of malice, or cannot be read, is denied all the same. */
    private static Verdict begun(Rulebook rules, Verdict verdict, Asked asked) {
        var baseline = rules.baseline();
        var place = asked.place();
        boolean isNever = verdict.subject().suspicion() != null
                || (place != null && place.kind().equals(Asked.UNREADABLE));
        return verdict.allowed() || isNever || baseline == null || !baseline.has(asked)
                ? verdict
                : verdict.let("In the baseline of " + baseline.at() + ": would be denied. " + verdict.reason());
    }

    private static Verdict first(Rulebook rules, Gate.Circumstances circumstances, Asked asked, JsonObject known) {
        return new FirstGate(rules, circumstances)
                .judge(FirstGate.subject(asked, known))
                .warning(asked.cautions());
    }

    private static List<String> notes(
            Rulebook rules, Gate.Circumstances circumstances, List<Asked> asked, List<Verdict> verdicts) {
        var notes = new ArrayList<String>();
        if (rules.semantics() == 1) {
            return notes;
        }
        if (asked.isEmpty()) {
            notes.add("Nothing was asked: no server is named");
        }
        if (rules.deniesNothing()) {
            notes.add("No enabled policy of this organization denies anything that the hub knows");
        }
        long others = verdicts.stream()
                .map(verdict -> verdict.subject().facts())
                .filter(facts -> facts != null && facts.isByAnother(rules.scoring()))
                .count();
        if (others > 0) {
            notes.add(others + (others == 1 ? " of these was" : " of these were") + " not analysed for "
                    + rules.scoring() + ", and judged by the scores of another method");
        }
        long areas = circumstances.areaId() != null
                ? 0
                : rules.policies().stream()
                        .map(Policy::areaId)
                        .filter(area -> area != null)
                        .distinct()
                        .count();
        if (areas > 0) {
            notes.add("No area was named: the policies of " + areas + (areas == 1 ? " area" : " areas")
                    + " were not asked");
        }
        return notes;
    }

    /** The same, with where the other one, of the same by the newest method of scoring, says something else. */
    Judgement beside(Judgement newest) {
        var changes = new JsonArray();
        for (int i = 0; i < verdicts.size(); i++) {
            var would = newest.verdicts.get(i);
            if (!verdicts.get(i).shade().equals(would.shade())) {
                changes.add(new JsonObject()
                        .put("mcp", asked.get(i).name())
                        .put("version", would.subject().version())
                        .put("result", verdicts.get(i).shade())
                        .put("would_be", would.shade())
                        .put("because", would.why()));
            }
        }
        return new Judgement(id, at, environment, scoring, asked, verdicts, notes, changes);
    }

    long denied() {
        return verdicts.stream().filter(verdict -> !verdict.allowed()).count();
    }

    /** {@code PASS} when nothing is denied. */
    String result() {
        return denied() == 0 ? "PASS" : "FAIL";
    }

    /** The answer as the specification has it, with more where there is more to say. */
    JsonObject encode(boolean explain) {
        var json = JsonObject.of(
                "result",
                result(),
                "evaluated_at",
                at.truncatedTo(ChronoUnit.MILLIS).toString());
        if (id == null) {
            json.put("simulated", true);
        } else {
            json.put("evaluation_id", id);
        }
        if (environment != null) {
            json.put("environment", environment);
        }
        if (scoring != null) {
            json.put("scoring", scoring);
        }
        if (!scoringChanges.isEmpty()) {
            json.put("scoring_changes", scoringChanges);
        }
        if (!notes.isEmpty()) {
            json.put("notes", new JsonArray(notes));
        }
        var mcps = new JsonArray();
        for (int i = 0; i < verdicts.size(); i++) {
            mcps.add(encode(asked.get(i), verdicts.get(i), explain));
        }
        return json.put("mcps", mcps);
    }

    private static JsonObject encode(Asked asked, Verdict verdict, boolean explain) {
        var json = JsonObject.of("name", asked.name(), "result", verdict.result());
        var facts = verdict.subject().facts();
        if (facts != null) {
            json.put("version", facts.version()).put("global_score", facts.globalScore());
            if (facts.caps() != null) {
                json.put("caps", facts.caps());
            }
        } else if (verdict.subject().version() != null) {
            json.put("version", verdict.subject().version());
        }
        if (verdict.reason() != null) {
            json.put("reason", verdict.reason());
        }
        if (verdict.decidedBy() != null) {
            json.put("matched_policy", verdict.decidedBy().label());
        }
        if (verdict.remedy() != null) {
            json.put("remedy", verdict.remedy());
        }
        if (!verdict.warnings().isEmpty()) {
            json.put("warnings", new JsonArray(verdict.warnings()));
        }
        if (!verdict.used().isEmpty()) {
            json.put(
                    "exceptions",
                    new JsonArray(verdict.used().stream().map(Judgement::encode).toList()));
        }
        if (asked.place() != null) {
            json.put("used_in", asked.place().encode());
        }
        if (explain) {
            json.put(
                    "trace",
                    new JsonArray(
                            verdict.trace().stream().map(Judgement::encode).toList()));
        }
        return json;
    }

    private static JsonObject encode(Verdict.Used used) {
        return JsonObject.of(
                "id", used.exception().id(),
                "policy", used.policy().label(),
                "reason", used.exception().reason(),
                "ends_at", used.exception().endsAt());
    }

    private static JsonObject encode(Verdict.Step step) {
        return JsonObject.of(
                "policy", step.policy().label(), "outcome", step.outcome().name(), "because", step.because());
    }
}
