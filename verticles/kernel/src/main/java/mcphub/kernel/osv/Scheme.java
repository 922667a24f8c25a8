package mcphub.kernel.osv;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import mcphub.kernel.npm.NpmRange;
import mcphub.kernel.npm.NpmVersion;
import mcphub.kernel.python.PythonRange;
import mcphub.kernel.python.PythonVersion;
import mcphub.kernel.versions.VersionRange;

/**
 * How an ecosystem reads what it writes of versions.
 *
 * @param version reads that of a package
 * @param named reads one that an advisory names
 * @param range reads what somebody asks for
 */
record Scheme<V extends Comparable<V>>(
        Function<String, Optional<V>> version,
        Function<String, Optional<V>> named,
        Function<String, Optional<? extends VersionRange<V>>> range) {

    static final Scheme<NpmVersion> SEMVER =
            new Scheme<>(NpmVersion::loose, Scheme::padded, text -> NpmRange.read(text, NpmRange.Reading.LOOSE));

    static final Scheme<PythonVersion> PEP440 = new Scheme<>(
            PythonVersion::read,
            PythonVersion::read,
            text -> PythonRange.read(text).or(() -> PythonRange.readPoetry(text)));

    private static final Pattern SHORT = Pattern.compile("v?\\d{1,16}(?:\\.\\d{1,16})?");

    /** Advisories leave zeros out. */
    private static Optional<NpmVersion> padded(String text) {
        return NpmVersion.loose(SHORT.matcher(text).matches() ? text + (text.indexOf('.') < 0 ? ".0.0" : ".0") : text);
    }
}
