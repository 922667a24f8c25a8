package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Imports;

/** Which advisories concern only a part of a package, as {@code config/parts.yaml} has it: what does not import the part has them as low. */
public final class Parts {
    private static final Set<String> KEYS = Set.of("ids", "ecosystem", "package", "imports", "because");

    private final Map<Key, Part> parts = new HashMap<>();

    /** Read once. */
    private static final class Shipped {
        static final Parts PARTS = read(Yaml.resource("/config/parts.yaml"));
    }

    private record Key(String id, String ecosystem, String packageName) {}

    private Parts(List<Yaml> entries) {
        for (var raw : entries) {
            var entry = raw.only(KEYS);
            String packageName = entry.text("package");
            var imports = entry.texts("imports");
            var ids = entry.texts("ids");
            if (imports.isEmpty() || ids.isEmpty()) {
                throw new IllegalArgumentException(
                        entry.where() + " of " + packageName + ": ids and imports must not be empty");
            }
            var part = new Part(packageName, pattern(imports), entry.text("because"));
            for (String id : ids) {
                if (parts.put(new Key(id, entry.text("ecosystem"), packageName), part) != null) {
                    throw new IllegalArgumentException(entry.where() + ": " + id + " is there twice");
                }
            }
        }
    }

    /** Those that come with the hub. */
    public static Parts shipped() {
        return Shipped.PARTS;
    }

    static Parts read(String yaml) {
        return new Parts(Yaml.parse("parts.yaml", yaml).only(Set.of("parts")).mappings("parts"));
    }

    /**
     * The part that an advisory is about; empty where it is about all of the package.
     *
     * @param id of the record, or one of its aliases
     * @param ecosystem as OSV calls it
     * @param packageName normalised
     */
    public Optional<Part> of(String id, String ecosystem, String packageName) {
        return Optional.ofNullable(parts.get(new Key(id, ecosystem, packageName)));
    }

    /** The packages of which there are parts. */
    Set<String> packages() {
        return parts.keySet().stream().map(Key::packageName).collect(Collectors.toSet());
    }

    /** Whether an import is of a package of which there are parts. */
    boolean isOfAny(String specifier) {
        return parts.values().stream().anyMatch(part -> part.isOf(specifier));
    }

    private static Pattern pattern(List<String> globs) {
        return Pattern.compile(globs.stream()
                .map(glob -> List.of(glob.split("\\*", -1)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .collect(Collectors.joining("|")));
    }

    /** One part of a package, told by what is imported of it. */
    public static final class Part {
        private final String packageName;
        private final Pattern imports;
        private final String because;

        private Part(String packageName, Pattern imports, String because) {
            this.packageName = packageName;
            this.imports = imports;
            this.because = because;
        }

        private boolean isOf(String specifier) {
            return specifier.equals(packageName)
                    || specifier.startsWith(packageName + "/")
                    || specifier.startsWith(packageName + ".");
        }

        /** Whether the package is among these imports at all. */
        boolean isSeenIn(Set<String> specifiers) {
            return specifiers.stream().anyMatch(this::isOf);
        }

        /** Whether one of these imports brings it in. The name of the package alone brings in all of it. */
        public boolean isImportedBy(Set<String> specifiers) {
            return specifiers.stream()
                    .anyMatch(specifier -> specifier.equals(Imports.ANYTHING)
                            || specifier.equals(packageName)
                            || imports.matcher(specifier).matches());
        }

        /** Why the advisory does not concern what does not import it, as a sentence without its stop. */
        public String because() {
            return because;
        }
    }
}
