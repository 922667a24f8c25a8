package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mcphub.analysis.controls.Installation;
import mcphub.analysis.controls.Installed;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Source;
import org.jspecify.annotations.Nullable;

/** What a source asks to be installed with it, as its manifests say, and what that brings along. Not part of a snapshot's content: the content is what was judged. */
final class Declared {
    private static final int MOST = 20_000;
    private static final int MOST_OF_A_TEXT = 250;

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");

    private final Installation installation;
    private final UnaryOperator<String> redaction;
    private final Map<String, String> licenses;
    private final JsonArray all = new JsonArray();

    private Declared(Source source, UnaryOperator<String> redaction, Map<String, String> licenses) {
        this.licenses = licenses;
        this.installation = Installation.of(source);
        this.redaction = redaction;
    }

    /**
     * All of it. First what is asked for, manifest after manifest: {@code {"ecosystem", "name", "requirement", "version", "scope", "file", "settled", "license", "needs"}}, a version only where something settles
     * it. Then what that brings along: {@code {"ecosystem", "name", "requirement" or "version", "scope", "via", "settled", "license", "needs"}}. Last, where this is not all, why: {@code {"incomplete"}}.
     */
    static JsonArray of(Source source, UnaryOperator<String> redaction, Map<String, String> licenses) {
        var declared = new Declared(source, redaction, licenses);
        var manifests = declared.installation.manifests();
        for (Manifest manifest : manifests) {
            manifest.dependencies().forEach(dependency -> declared.add(declared.asked(manifest, dependency)));
        }
        var files = manifests.stream().map(one -> one.file().path()).collect(Collectors.toSet());
        declared.installation.all().stream()
                .filter(one -> !one.itself() && (!one.via().isEmpty() || !files.contains(one.file())))
                .forEach(one -> declared.add(declared.brought(one)));
        var gaps = new ArrayList<>(declared.installation.gaps());
        if (declared.all.size() >= MOST) {
            gaps.add("More than %,d packages are installed".formatted(MOST));
        }
        if (!gaps.isEmpty()) {
            declared.all.add(new JsonObject().put("incomplete", cut(String.join("; ", gaps))));
        }
        return declared.all;
    }

    private void add(JsonObject one) {
        if (all.size() < MOST) {
            all.add(one);
        }
    }

    private JsonObject asked(Manifest manifest, Dependency dependency) {
        var one = new JsonObject()
                .put("ecosystem", manifest.ecosystem().name().toLowerCase(Locale.ROOT))
                .put("name", told(dependency.name()))
                .put("requirement", told(dependency.requirement()))
                .put("scope", dependency.scope().name().toLowerCase(Locale.ROOT))
                .put("file", cut(manifest.file().path()));
        var node = installation.settled(manifest, dependency);
        if (node.isPresent() && node.get().isOwn()) {
            return one.put("settled", true);
        }
        node.filter(settled -> !settled.version().isEmpty())
                .ifPresent(settled -> settled(
                        one.put("version", told(settled.version())),
                        Installed.ecosystem(manifest.ecosystem()),
                        settled.name(),
                        settled.version(),
                        settled.license()));
        return one;
    }

    private JsonObject brought(Installed installed) {
        var one = new JsonObject()
                .put("ecosystem", installed.ecosystem().toLowerCase(Locale.ROOT))
                .put("name", cut(installed.name()))
                .put("scope", installed.scope().name().toLowerCase(Locale.ROOT))
                .put(
                        "via",
                        new JsonArray(
                                installed.via().stream().map(Declared::cut).toList()));
        if (!installed.requirement().isEmpty() || installed.version().isEmpty()) {
            return one.put("requirement", told(installed.requirement()));
        }
        return settled(
                one.put("version", cut(installed.version())),
                installed.ecosystem(),
                installed.name(),
                installed.version(),
                installed.license());
    }

    private JsonObject settled(
            JsonObject one, String ecosystem, String name, String version, @Nullable String license) {
        one.put("settled", true);
        var needs = installation.needs(ecosystem, name, version);
        if (!needs.isEmpty()) {
            one.put("needs", new JsonArray(needs));
        }
        var known = license == null && ecosystem.equals("npm") ? licenses.get(name + '@' + version) : license;
        return known == null ? one : one.put("license", cut(known));
    }

    /** Addresses of dependencies carry passwords and tokens. */
    private String told(String text) {
        return cut(redaction.apply(cut(text)));
    }

    private static String cut(String anything) {
        String text = BREAKS.matcher(anything).replaceAll(" ");
        return text.length() <= MOST_OF_A_TEXT ? text : text.substring(0, MOST_OF_A_TEXT) + "…";
    }
}
