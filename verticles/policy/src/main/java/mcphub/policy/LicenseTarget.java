package mcphub.policy;

import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mcphub.kernel.licenses.LicenseExpression;
import mcphub.kernel.licenses.LicenseList;
import mcphub.kernel.licenses.LicenseTerm;

/**
 * Looks at licences. An expression is a choice: a policy allows where one alternative lies wholly in its list, and denies or warns where every alternative holds
 * something of it. What is no expression is unknown, which nothing but {@code unknown} allows; its words may speak against it.
 *
 * @param value the list as it was written
 */
record LicenseTarget(LicenseList list, String value) implements Target {
    private static final int LONGEST_QUOTE = 200;

    static LicenseTarget of(String value) {
        return new LicenseTarget(LicenseList.of(value), value);
    }

    /**
     * Refuses a list that holds what no licence can match; one that was saved before is read all the same.
     *
     * @throws IllegalArgumentException with what was expected
     */
    static void check(String value) {
        LicenseList.of(value).problem().ifPresent(expected -> {
            throw new IllegalArgumentException("must name " + expected);
        });
    }

    /** What whoever writes such a policy may not have meant. */
    static JsonArray hints(Effect effect, String value) {
        var hints = new JsonArray();
        if (effect != Effect.ALLOW) {
            LicenseList.of(value)
                    .loopholes()
                    .forEach((term, glob) -> hints.add("It does not meet " + term
                            + ", of which a later version may be chosen: use " + glob + " to meet them all"));
        }
        return hints;
    }

    @Override
    public Match match(Effect effect, Facts facts, Instant now) {
        return match(effect, facts.license());
    }

    /** Looks at one licence. */
    Match match(Effect effect, LicenseExpression license) {
        if (!license.isKnown()) {
            return unknown(effect, license);
        }
        return effect == Effect.ALLOW ? allows(license) : denies(license);
    }

    private Match unknown(Effect effect, LicenseExpression license) {
        boolean spoken = effect != Effect.ALLOW
                && license.alternatives().stream().flatMap(Set::stream).anyMatch(list::holds);
        String text = license.text();
        return new Match(
                spoken || list.holdsUnknown(license),
                text == null || text.isBlank()
                        ? "license unknown"
                        : "license unknown: " + license.problem().orElseThrow()
                                + (spoken ? ", it matches " + value : ""));
    }

    private Match allows(LicenseExpression license) {
        var within = list.within(license);
        if (within.isEmpty()) {
            return new Match(
                    false,
                    says(license, false) + (isChoice(license) ? ": no choice of it lies wholly in the list" : ""));
        }
        return new Match(
                true, says(license, true) + (isChoice(license) ? ": the choice " + words(within.get()) + " does" : ""));
    }

    private Match denies(LicenseExpression license) {
        var free = list.free(license);
        if (free.isPresent()) {
            return new Match(
                    false,
                    says(license, false)
                            + (isChoice(license) ? ": the choice " + words(free.get()) + " holds nothing of it" : ""));
        }
        var held = license.alternatives().stream()
                .map(alternative ->
                        alternative.stream().filter(list::holds).findFirst().orElseThrow())
                .map(LicenseTerm::name)
                .distinct()
                .toList();
        boolean isSimple = license.alternatives().size() == 1
                && license.alternatives().getFirst().size() == 1;
        return new Match(true, says(license, true) + (isSimple ? "" : ": " + String.join(", ", shortened(held))));
    }

    private static List<String> shortened(List<String> names) {
        return names.size() <= 5 ? names : List.of(String.join(", ", names.subList(0, 5)), "…");
    }

    private static boolean isChoice(LicenseExpression license) {
        return license.alternatives().size() > 1;
    }

    private String says(LicenseExpression license, boolean matches) {
        return "license " + cut(String.valueOf(license.text())) + (matches ? " matches " : " does not match ") + value;
    }

    private static String words(Set<LicenseTerm> alternative) {
        return cut(alternative.stream().map(LicenseTerm::name).collect(Collectors.joining(" AND ")));
    }

    private static String cut(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + '…' : text;
    }
}
