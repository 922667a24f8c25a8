package mcphub.catalog.receipt;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a receipt says in one word. What is bad counts first; then what keeps the rest from meaning anything; only where everything was judged is something clean.
 *
 * @param says the word
 * @param reason of an inconclusive one, by the list of the MCP registry's proposal; else null
 */
record Verdict(Word says, @Nullable String reason) {
    /** Which caps of {@code config/scoring.yaml} say that too little of the code was read to find nothing in it; those of method v2.1 first. */
    static final Set<String> TOO_LITTLE_READ = Set.of(
            "less than half of the code was read",
            "less than 80 percent of the code was read",
            "less than half of the code that runs was parsed",
            "less than 80 percent of the code that runs was parsed",
            "most of the code is in a language that is read by rules of text only");

    private static final String NO_EVIDENCE = "evidence_unavailable";
    private static final String NOT_ALL_LOOKED_AT = "scope_excludes_handler_validation";

    /** The words. */
    enum Word {
        CLEAN,
        WARNINGS,
        FINDINGS,
        INCONCLUSIVE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Verdict of(JsonObject facts) {
        var findings = facts.getJsonObject("findings");
        String status = facts.getString("status");
        if (facts.getBoolean("suspected")
                || "KNOWN_VULNERABLE".equals(status)
                || findings.getInteger("critical") + findings.getInteger("high") > 0) {
            return new Verdict(Word.FINDINGS, null);
        }
        var caps = facts.getJsonArray("caps");
        if (!"CERTIFIED".equals(status) || facts.getJsonObject("controls").getInteger("judged") == 0 || caps == null) {
            return new Verdict(Word.INCONCLUSIVE, NO_EVIDENCE);
        }
        if (!facts.getBoolean("code_judged") || isTooLittleRead(caps)) {
            return new Verdict(Word.INCONCLUSIVE, NOT_ALL_LOOKED_AT);
        }
        if (findings.getInteger("medium") + findings.getInteger("low") > 0) {
            return new Verdict(Word.WARNINGS, null);
        }
        var security = facts.getJsonObject("security");
        boolean allJudged = facts.getBoolean("dependencies_judged")
                && security != null
                && security.stream().allMatch(part -> part.getValue() != null);
        return allJudged ? new Verdict(Word.CLEAN, null) : new Verdict(Word.INCONCLUSIVE, NO_EVIDENCE);
    }

    private static boolean isTooLittleRead(JsonArray caps) {
        return caps.stream()
                .anyMatch(cap -> cap instanceof JsonObject one && TOO_LITTLE_READ.contains(one.getString("reason")));
    }
}
