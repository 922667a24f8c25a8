package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import mcphub.analysis.controls.LockedVersions;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Source;
import org.jspecify.annotations.Nullable;

/** What a source asks to be installed with it, as its manifests say. Not part of a snapshot's content: the content is what was judged. */
final class Declared {
    private static final int MOST = 2_000;
    private static final int MOST_OF_A_TEXT = 250;

    private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");

    private Declared() {}

    /** All of it, manifest after manifest: {@code [{"ecosystem", "name", "requirement", "version", "scope", "file"}]}, a version only where a lock file settles it. */
    static JsonArray of(Source source, UnaryOperator<String> redaction) {
        var declared = new JsonArray();
        for (Manifest manifest : source.manifests()) {
            var locked = LockedVersions.of(source, manifest);
            for (Dependency dependency : manifest.dependencies()) {
                if (declared.size() < MOST) {
                    declared.add(one(manifest, dependency, locked.get(dependency.name()), redaction));
                }
            }
        }
        return declared;
    }

    private static JsonObject one(
            Manifest manifest, Dependency dependency, @Nullable String locked, UnaryOperator<String> redaction) {
        var one = new JsonObject()
                .put("ecosystem", manifest.ecosystem().name().toLowerCase(Locale.ROOT))
                .put("name", told(dependency.name(), redaction))
                .put("requirement", told(dependency.requirement(), redaction))
                .put("scope", dependency.scope().name().toLowerCase(Locale.ROOT))
                .put("file", cut(manifest.file().path()));
        return locked == null ? one : one.put("version", told(locked, redaction));
    }

    /** Addresses of dependencies carry passwords and tokens. */
    private static String told(String text, UnaryOperator<String> redaction) {
        return cut(redaction.apply(cut(text)));
    }

    private static String cut(String anything) {
        String text = BREAKS.matcher(anything).replaceAll(" ");
        return text.length() <= MOST_OF_A_TEXT ? text : text.substring(0, MOST_OF_A_TEXT) + "…";
    }
}
