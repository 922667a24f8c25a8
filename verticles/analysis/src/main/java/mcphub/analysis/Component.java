package mcphub.analysis;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mcphub.advisories.PackageNames;
import mcphub.analysis.controls.Installed;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Source;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a version is made of.
 *
 * @param ecosystem as OSV calls it
 * @param packageName normalised
 * @param version the one that is installed, or what is asked for
 * @param requirement the range that is asked for, where nothing settles what is installed; else empty
 * @param itself whether it is the version itself
 * @param scope the strongest in which it is installed
 * @param via the packages that bring it, the one that a manifest names first; empty where a manifest names it
 * @param license as a lock file or its own manifest says; null where neither does
 */
record Component(
        String ecosystem,
        String packageName,
        String version,
        String requirement,
        boolean itself,
        Scope scope,
        List<String> via,
        @Nullable String license) {
    private record Key(String ecosystem, String packageName, String version, String requirement, boolean itself) {}

    Component {
        via = List.copyOf(via);
    }

    /** Those of a source, each once; what is no name or no version of anything is left out, and a gap of the installation. */
    static List<Component> of(Source source, Map<String, String> licenses) {
        var byKey = new LinkedHashMap<Key, Component>();
        Installed.in(source).stream()
                .filter(Installed::canBeStored)
                .map(one -> of(one, licenses))
                .forEach(one -> byKey.merge(
                        new Key(one.ecosystem, one.packageName, one.version, one.requirement, one.itself),
                        one,
                        (old, fresh) -> fresh.scope.compareTo(old.scope) < 0 ? fresh : old));
        return List.copyOf(byKey.values());
    }

    private static Component of(Installed one, Map<String, String> licenses) {
        var license = one.license() == null ? licenses.get(one.name() + '@' + one.version()) : one.license();
        return new Component(
                one.ecosystem(),
                PackageNames.normalised(one.ecosystem(), one.name()),
                one.version(),
                one.requirement(),
                one.itself(),
                one.scope(),
                storable(one.via()),
                license == null || !Installed.STORABLE.matcher(license).matches() ? null : license);
    }

    private static List<String> storable(Collection<String> names) {
        return names.stream()
                .map(name -> Installed.STORABLE.matcher(name).matches() ? name : "…")
                .toList();
    }

    /** As the database has it. */
    String scopeLabel() {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
