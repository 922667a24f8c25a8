package mcphub.analysis.source;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Locale;

/** Turns a name chosen by an archive into a path that cannot leave the source, or refuses it. */
final class EntryPath {

    private EntryPath() {}

    /** The path, {@code /}-separated and without {@code .} segments; empty for the root folder itself. */
    static String of(TarEntry entry, Limits limits) {
        var name = entry.name();
        checkCharacters(name);
        var bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxPathBytes()) {
            throw SourceRejected.entry(
                    name, "has a path of %,d bytes; %,d are allowed".formatted(bytes, limits.maxPathBytes()));
        }
        if (name.isEmpty()) {
            throw SourceRejected.entry(name, "has no name");
        }
        if (name.startsWith("/")) {
            throw SourceRejected.entry(name, "has an absolute path; expected one inside the archive");
        }
        var segments = new ArrayList<String>();
        for (var segment : name.split("/", -1)) {
            if (segment.equals("..")) {
                throw SourceRejected.entry(name, "has a path that leads out of the archive (\"..\")");
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        if (segments.isEmpty() && !entry.folder()) {
            throw SourceRejected.entry(name, "has no name");
        }
        if (segments.size() > limits.maxDepth()) {
            throw SourceRejected.entry(
                    name, "lies %d folders deep; %d are allowed".formatted(segments.size(), limits.maxDepth()));
        }
        if (!segments.isEmpty() && segments.getFirst().matches("[A-Za-z]:.*")) {
            throw SourceRejected.entry(name, "has a path that starts with a drive letter");
        }
        return String.join("/", segments);
    }

    /** The path as file systems see it that ignore case or the form of accents. */
    static String folded(String path) {
        return Normalizer.normalize(
                Normalizer.normalize(path, Normalizer.Form.NFC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT),
                Normalizer.Form.NFC);
    }

    private static void checkCharacters(String name) {
        if (name.indexOf('\\') >= 0) {
            throw SourceRejected.entry(name, "has a backslash in its path, which separates folders on some systems");
        }
        if (!name.codePoints().allMatch(Quote::isPrintable)) {
            throw SourceRejected.entry(name, "has a control character in its path");
        }
    }
}
