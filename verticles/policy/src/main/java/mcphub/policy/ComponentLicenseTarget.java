package mcphub.policy;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import mcphub.kernel.licenses.LicenseExpression;
import mcphub.kernel.licenses.LicenseList;
import mcphub.policy.ComponentLicenses.Group;

/**
 * Looks at the licences of what a version brings along in production. A policy denies or warns where it matches one component, and allows where it matches all. What is not
 * known of a component is unknown, as it is of the version itself.
 *
 * @param each how it looks at one
 */
record ComponentLicenseTarget(LicenseTarget each) implements Target {
    private static final int NAMED = 10;
    private static final int LONGEST_QUOTE = 80;
    private static final LicenseExpression NOT_KNOWN = LicenseExpression.of(null);

    static ComponentLicenseTarget of(String value) {
        return new ComponentLicenseTarget(new LicenseTarget(LicenseList.of(value), value));
    }

    @Override
    public Match match(Effect effect, Facts facts, Instant now) {
        var components = facts.componentLicenses();
        if (!components.isKnown()) {
            return new Match(
                    each.match(effect, NOT_KNOWN).matches(),
                    "licenses of components unknown: it was analysed before they were looked at");
        }
        boolean allows = effect == Effect.ALLOW;
        var groups = components.groups().toList();
        var telling = groups.stream()
                .filter(group -> each.match(effect, group.license()).matches() != allows)
                .toList();
        int all = groups.stream().mapToInt(Group::count).sum();
        if (!telling.isEmpty()) {
            return new Match(!allows, says(allows) + named(telling));
        }
        if (!components.isComplete()) {
            return new Match(!allows, "components under too many different licenses to look at each");
        }
        return new Match(
                allows,
                all == 0
                        ? "no component in production"
                        : allows
                                ? "all " + all + " components match " + each.value()
                                : "none of " + all + " components matches " + each.value());
    }

    private String says(boolean allows) {
        return (allows ? "components that do not match " : "components that match ") + each.value() + ": ";
    }

    private static String named(List<Group> groups) {
        int all = groups.stream().mapToInt(Group::count).sum();
        var names = groups.stream()
                .flatMap(group -> group.names().stream().map(name -> name + " (" + words(group.license()) + ')'))
                .limit(NAMED)
                .toList();
        return names.stream().collect(Collectors.joining(", "))
                + (all > names.size() ? " and " + (all - names.size()) + " more" : "");
    }

    private static String words(LicenseExpression license) {
        String text = license.text();
        if (text == null || text.isBlank()) {
            return "unknown";
        }
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + '…' : text;
    }
}
