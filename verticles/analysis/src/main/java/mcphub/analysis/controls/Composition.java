package mcphub.analysis.controls;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Imports;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import org.jspecify.annotations.Nullable;

/**
 * What advisories are asked about of one source: part of its evidence, kept, so that a new advisory is judged without the source.
 *
 * @param installed without licences, which no advisory is asked about
 * @param ecosystems of its manifests, as OSV calls them
 * @param gap why there may be more than is named here; null where there is not
 * @param imports what its code imports of those packages of which advisories may concern a part; {@link Imports#ANYTHING} among them where nobody can tell
 * @param shared those of these packages that something else which is installed needs, too
 * @param codeReadPercent how much of the code that runs was looked at, by rules of text or otherwise, 0 to 100
 * @param parsedPercent how much of the code that entry points reach was parsed, 0 to 100; null in those that were made before this was counted
 * @param readByRules whether most of it is in languages that are read by rules of text only; null as above
 */
public record Composition(
        List<Installed> installed,
        List<String> ecosystems,
        @Nullable String gap,
        Set<String> imports,
        Set<String> shared,
        int codeReadPercent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer parsedPercent,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean readByRules) {
    static final String NO_MANIFEST = "There is no manifest that names dependencies";
    private static final int MOST_IMPORTS = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    public Composition {
        installed = List.copyOf(installed);
        ecosystems = List.copyOf(ecosystems);
        imports = Collections.unmodifiableSet(new TreeSet<>(imports));
        shared = Collections.unmodifiableSet(new TreeSet<>(shared));
    }

    /** That of a source. */
    public static Composition of(Source source) {
        var ecosystems = source.manifests().stream()
                .map(manifest -> Installed.ecosystem(manifest.ecosystem()))
                .distinct()
                .sorted()
                .toList();
        var installation = Installation.of(source);
        var shared = Parts.shipped().packages().stream()
                .filter(installation::isNeeded)
                .collect(Collectors.toSet());
        return new Composition(
                installation.all().stream().map(Installed::withoutLicense).toList(),
                ecosystems,
                gap(source),
                imports(source),
                shared,
                source.codeReadPercent(),
                source.parsedPercent(),
                source.isReadByRules());
    }

    private static Set<String> imports(Source source) {
        var imports = source.imports().stream()
                .filter(one -> one.equals(Imports.ANYTHING) || Parts.shipped().isOfAny(one))
                .collect(Collectors.toCollection(TreeSet::new));
        return imports.size() > MOST_IMPORTS || hasOthers(source) ? Set.of(Imports.ANYTHING) : imports;
    }

    /** Whether it has copies of other packages, whose imports are not looked at, or calls a package by another name. */
    private static boolean hasOthers(Source source) {
        return source.paths().stream().anyMatch(path -> ("/" + path).contains("/node_modules/"))
                || source.manifests().stream()
                        .flatMap(manifest -> manifest.dependencies().stream())
                        .anyMatch(dependency -> !dependency.name().equals(dependency.packageName())
                                && Parts.shipped().packages().contains(dependency.packageName()));
    }

    private static @Nullable String gap(Source source) {
        return source.manifests().isEmpty()
                ? NO_MANIFEST
                : Installation.of(source).gaps().stream()
                        .findFirst()
                        .map(TextFile::message)
                        .orElse(null);
    }

    /** As it was written. */
    public static Composition read(String json) {
        try {
            return JSON.readValue(json, Composition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no composition: " + e.getOriginalMessage(), e);
        }
    }

    /** As JSON, always in the same order. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers can be written", e);
        }
    }

    /** What users get. */
    List<Installed> inProduction() {
        return installed.stream()
                .filter(one -> one.scope() != Scope.DEVELOPMENT)
                .toList();
    }
}
