package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;

/** Judges a package's own name: whether it is taken for somebody else's, or is to be installed in place of an inner one. */
final class PackageNames {
    private static final int SHORTEST = 5;
    private static final Pattern NUMBER = Pattern.compile("^v?(\\d{1,9})\\.");
    private static final int HIGH_NUMBER = 90;
    /** Years are no high numbers. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2100;
    private static final Set<String> ABOUT_THE_MACHINE = Set.of("who", "hoard", "theft");

    private PackageNames() {}

    static Verdict judge(Source source, Control control) {
        var described = source.description();
        if (described.isEmpty()) {
            return Verdict.inconclusive(Dependencies.NO_MANIFEST);
        }
        var manifest = described.get();
        var findings = new Findings();
        String name = manifest.field("name").orElse("");
        meant(name, manifest.ecosystem(), control)
                .ifPresent(says ->
                        findings.onLine(manifest.file(), manifest.lineOf("name"), control.severity(), name, says));
        confused(source, manifest, findings);
        return findings.verdict("The name of the package is taken for no other", control.name());
    }

    private static Optional<String> meant(String given, Ecosystem ecosystem, Control control) {
        String name = given.toLowerCase(Locale.ROOT);
        var popular = control.list((ecosystem == Ecosystem.NPM ? "npm" : "pypi") + "_popular");
        if (name.length() < SHORTEST || popular.contains(name)) {
            return Optional.empty();
        }
        String scope = name.startsWith("@") && name.contains("/") ? name.substring(1, name.indexOf('/')) : "";
        var scopes = control.list("scopes");
        if (scopes.contains(scope)) {
            return Optional.empty();
        }
        for (String known : scopes) {
            boolean isAlike = !scope.isEmpty()
                    && (isMistaken(scope, known) || scope.startsWith(known + '-') || scope.endsWith('-' + known));
            if (isAlike && known.length() >= SHORTEST) {
                return Optional.of("The scope is taken for @" + known);
            }
        }
        for (String other : popular) {
            if (isMistaken(name, other)) {
                return Optional.of("The name is taken for " + other);
            }
        }
        boolean isOfficial = List.of(name.split("[^a-z0-9]+")).contains("official");
        return isOfficial && scope.isEmpty()
                ? control.list("vendors").stream()
                        .filter(vendor -> List.of(name.split("[^a-z0-9]+")).contains(vendor))
                        .findFirst()
                        .map(vendor -> "The name says that it is official, and it is not in a scope of " + vendor)
                : Optional.empty();
    }

    /** Whether one looks like the other: two letters swapped, one twice or left out, a digit in place of a letter, other marks between words. */
    static boolean isMistaken(String name, String other) {
        if (name.equals(other) || other.length() < SHORTEST) {
            return false;
        }
        boolean isSlip = Lookalikes.isOneSlip(name, other)
                && (name.length() != other.length() || sorted(name).equals(sorted(other)));
        return isSlip || alike(name).equals(alike(other));
    }

    private static String sorted(String text) {
        return text.chars()
                .sorted()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String alike(String name) {
        return name.replace("rn", "m")
                .replace("vv", "w")
                .replace('1', 'l')
                .replace('0', 'o')
                .replace('5', 's')
                .replace('i', 'l')
                .replaceAll("[._-]", "");
    }

    /** A number that wins over those of every inner registry, of what tells where it is installed. */
    private static void confused(Source source, Manifest manifest, Findings findings) {
        var number = NUMBER.matcher(manifest.field("version").orElse(""));
        int major = number.find() ? Integer.parseInt(number.group(1)) : 0;
        boolean isYear = major >= FIRST_YEAR && major < LAST_YEAR;
        if (major < HIGH_NUMBER || isYear) {
            return;
        }
        boolean isTold = false;
        for (var flaw : source.evidence().findings()) {
            if (ABOUT_THE_MACHINE.contains(flaw.kind())) {
                isTold = true;
                source.text(flaw.file())
                        .ifPresent(file -> findings.at(
                                file,
                                flaw.position(),
                                Severity.CRITICAL,
                                file.evidence(flaw.position()),
                                "A package with a number that wins over every inner one tells where it is installed"));
            }
        }
        if (!isTold) {
            findings.onLine(
                    manifest.file(),
                    manifest.lineOf("version"),
                    Severity.LOW,
                    manifest.field("version").orElse(""),
                    "The number wins over every one of an inner registry");
        }
    }
}
