package mcphub.catalog.sbom;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.kernel.Purl;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is installed with a version.
 *
 * @param all each once, sorted by its reference
 * @param incomplete why they are not all; null where they are
 */
record Components(List<Component> all, @Nullable String incomplete) {
    /** What npm takes for one version, and no range. */
    private static final Pattern NPM_EXACT =
            Pattern.compile("[=v]{0,2}(\\d{1,15}\\.\\d{1,15}\\.\\d{1,15}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?)");

    private static final Pattern PYPI_EXACT = Pattern.compile("={2,3}\\s*([0-9][0-9A-Za-z.!+_-]*)");
    private static final Pattern NPM_ALIAS = Pattern.compile("npm:((?:@[^@/]+/)?[^@/]+)(?:@(.*))?");
    /** As a registry gives them, and whole: what was cut has a sign at its end. */
    private static final Pattern NPM_NAME = Pattern.compile("(?:@[^@/\\s…]+/)?[^@/\\s…][^/\\s…]*");

    private static final Pattern PYPI_NAME = Pattern.compile("(?i)[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?");
    private static final int LONGEST_NAME = 214;

    Components {
        all = List.copyOf(all);
    }

    /** Each once, by its reference, whoever asks for it. */
    static Components of(JsonArray dependencies) {
        var byReference = new TreeMap<String, Component>();
        var byVersion = new HashMap<String, String>();
        var reasons = new ArrayList<String>();
        boolean isSettled = true;
        for (Object each : dependencies) {
            var one = (JsonObject) each;
            if (one.getString("incomplete") != null) {
                reasons.add(one.getString("incomplete"));
                continue;
            }
            isSettled &= one.getBoolean("settled", false) || "development".equals(one.getString("scope"));
            var component = component(one);
            byReference.merge(component.reference(), component, Components::both);
            if (component.version() != null) {
                byVersion.put(
                        component.ecosystem() + ' ' + component.name() + '@' + component.version(),
                        component.reference());
            }
        }
        if (!isSettled) {
            reasons.add("What is asked for as a range, and what that brings along, is settled by no lock file");
        }
        var all = byReference.values().stream()
                .map(one -> linked(one, byVersion))
                .sorted(Comparator.comparing(Component::reference))
                .toList();
        return new Components(all, reasons.isEmpty() ? null : String.join("; ", reasons) + ".");
    }

    private static Component both(Component one, Component other) {
        boolean isDirect = one.isDirect() || other.isDirect();
        return new Component(
                one.ecosystem(),
                one.name(),
                one.version(),
                one.purl(),
                one.license() == null ? other.license() : one.license(),
                one.scope().compareTo(other.scope()) <= 0 ? one.scope() : other.scope(),
                isDirect,
                union(one.requirements(), other.requirements()),
                union(one.manifests(), other.manifests()),
                isDirect ? List.of() : one.via(),
                union(one.needs(), other.needs()));
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    /** With references in the place of names and versions. */
    private static Component linked(Component one, Map<String, String> byVersion) {
        var needs = new TreeSet<String>();
        for (var need : one.needs()) {
            var reference = byVersion.get(one.ecosystem() + ' ' + need);
            if (reference != null && !reference.equals(one.reference())) {
                needs.add(reference);
            }
        }
        return new Component(
                one.ecosystem(),
                one.name(),
                one.version(),
                one.purl(),
                one.license(),
                one.scope(),
                one.isDirect(),
                one.requirements(),
                one.manifests(),
                one.via(),
                needs);
    }

    private static Component component(JsonObject says) {
        String ecosystem = says.getString("ecosystem");
        String requirement = says.getString("requirement");
        boolean isNpm = ecosystem.equals("npm");
        String name = says.getString("name");
        String range = requirement == null ? "" : requirement;
        var alias = NPM_ALIAS.matcher(range);
        if (isNpm && alias.matches()) {
            // what is installed is the other one
            name = alias.group(1);
            range = alias.group(2) == null ? "" : alias.group(2);
        }
        boolean isElsewhere = isNpm ? range.matches(".*[:/].*") : range.contains("://") || range.startsWith("@");
        String version = says.getString("version", isElsewhere ? null : exact(isNpm, range));
        var via = texts(says.getJsonArray("via"));
        return new Component(
                ecosystem,
                name,
                version,
                isElsewhere ? null : purl(isNpm, name, version),
                says.getString("license"),
                Component.Scope.valueOf(says.getString("scope").toUpperCase(Locale.ROOT)),
                via.isEmpty(),
                requirement == null ? Set.of() : new TreeSet<>(Set.of(requirement)),
                says.getString("file") == null ? Set.of() : new TreeSet<>(Set.of(says.getString("file"))),
                via,
                new TreeSet<>(texts(says.getJsonArray("needs"))));
    }

    private static @Nullable Purl purl(boolean isNpm, String name, @Nullable String version) {
        boolean isName = name.length() <= LONGEST_NAME
                && (isNpm ? NPM_NAME : PYPI_NAME).matcher(name).matches()
                && (version == null || !version.endsWith("…"));
        if (!isName) {
            return null;
        }
        return isNpm ? Purl.npm(name, version) : Purl.pypi(name, version);
    }

    private static List<String> texts(@Nullable JsonArray array) {
        return array == null ? List.of() : array.stream().map(String::valueOf).toList();
    }

    private static @Nullable String exact(boolean isNpm, String range) {
        var exact = (isNpm ? NPM_EXACT : PYPI_EXACT).matcher(range.strip());
        return exact.matches() ? exact.group(1) : null;
    }
}
