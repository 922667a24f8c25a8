package mcphub.analysis.reading;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.analysis.licenses.Reading;
import mcphub.kernel.licenses.LicenseExpression;

/**
 * Under which licence a version is, read once for catalog, controls and policies: what the manifest declares; where it names a file, or nothing, what the texts are
 * recognised as, if nothing else stands in them.
 *
 * @param declared what the manifest says, be it no licence
 * @param expression an SPDX expression where one is known, else as declared; absent where nothing is known
 * @param from the file whose text told it; absent where the manifest did
 */
public record VersionLicense(Optional<String> declared, Optional<String> expression, Optional<String> from) {
    private static final int LONGEST = 2_000;
    private static final Pattern ELSEWHERE =
            Pattern.compile("SEE LICEN[SC]E IN\\s+[<\"'(]?(?:\\./)?([^<>\"')]+?)[>\"')]?", Pattern.CASE_INSENSITIVE);

    /** That of a source. */
    public static VersionLicense of(Source source) {
        var declared = source.description()
                .flatMap(Manifest::license)
                .map(name -> name.substring(0, Math.min(LONGEST, name.length())));
        return of(declared, source.licenseTexts());
    }

    /** That of a version whose registry says something, and which has these texts. */
    public static VersionLicense of(Optional<String> declared, List<LicenseText> texts) {
        var file = declared.flatMap(VersionLicense::fileNamed);
        if (declared.isPresent() && file.isEmpty()) {
            return new VersionLicense(declared, declared, Optional.empty());
        }
        var meant = texts.stream()
                .filter(text -> file.map(path -> text.file().path().equalsIgnoreCase(path))
                        .orElse(text.own()))
                .toList();
        boolean told = !meant.isEmpty()
                && meant.stream().allMatch(text -> text.reading().isWhole());
        return told
                ? new VersionLicense(
                        declared,
                        Optional.of(all(meant)),
                        Optional.of(String.join(
                                ", ",
                                meant.stream().map(text -> text.file().path()).toList())))
                : new VersionLicense(declared, declared, Optional.empty());
    }

    /** The file that is named instead of a licence. */
    public static Optional<String> fileNamed(String declared) {
        var matcher = ELSEWHERE.matcher(declared.strip());
        return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    /** Nothing says that one may choose among several texts. */
    private static String all(List<LicenseText> texts) {
        return String.join(
                " AND ",
                texts.stream()
                        .flatMap(text -> text.reading().found().stream())
                        .map(Reading.Found::id)
                        .distinct()
                        .sorted()
                        .toList());
    }

    /** What it means. */
    public Optional<LicenseExpression> terms() {
        return expression.map(LicenseExpression::of);
    }

    /** The words of all that is said of it, for people. */
    public String words() {
        return Stream.of(
                        expression.map(TextFile::oneLine), from.map(file -> "by the text of " + TextFile.oneLine(file)))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + ", " + other)
                .orElse("none");
    }
}
