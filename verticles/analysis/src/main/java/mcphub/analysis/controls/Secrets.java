package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import mcphub.analysis.controls.Search.Hit;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Judges what must stay secret: keys, tokens, passwords, and the files they live in. */
final class Secrets {
    private static final Pattern LOCKFILE = Pattern.compile(
            "(^|/)(package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml|uv\\.lock|poetry\\.lock|go\\.sum|Cargo\\.lock)$");

    private Secrets() {}

    /** Values that look like secrets, anywhere in the text; in tests and examples only as a hint. */
    static Verdict exposed(Source source, Control control) {
        if (source.texts().isEmpty()) {
            return Verdict.inconclusive("There are no text files");
        }
        var findings = new Findings();
        for (var file : source.texts()) {
            if (file.isVendored() || LOCKFILE.matcher(file.path()).find()) {
                continue;
            }
            for (var rule : control.rules()) {
                Search.hits(file, rule).stream()
                        .filter(hit -> looksReal(hit.value(), rule, control.list("placeholders")))
                        .forEach(hit -> report(file, rule, hit, findings));
            }
        }
        return findings.verdict(source, Findings.NOTHING, control.name());
    }

    private static void report(TextFile file, Rule rule, Hit hit, Findings findings) {
        boolean hint = file.isTest() || file.isExample();
        findings.at(
                file,
                hit.position(),
                hint ? Severity.LOW : rule.severity(),
                file.around(hit.position(), hit.match().length()).replace(hit.value(), redacted(hit.value())),
                rule.says() + (hint ? " (in a test or an example)" : ""));
    }

    /** The first four characters, so that its owner knows which one it is. */
    static String redacted(String secret) {
        return secret.substring(0, Math.min(4, secret.length())) + "…";
    }

    private static boolean looksReal(String value, Rule rule, List<String> placeholders) {
        var lower = value.toLowerCase(Locale.ROOT);
        return placeholders.stream().noneMatch(lower::contains)
                && value.chars().distinct().count() * 4 > Math.min(value.length(), 32)
                && entropyTenths(value) >= rule.minEntropy();
    }

    /** Shannon entropy in tenths of a bit a character. */
    static int entropyTenths(String value) {
        var counts = new int[128];
        value.chars().forEach(c -> counts[c & 127]++);
        double bits = 0;
        for (int count : counts) {
            double share = (double) count / value.length();
            bits -= count == 0 ? 0 : share * Math.log(share) / Math.log(2);
        }
        return (int) Math.round(bits * 10);
    }

    /** Files that hold credentials by their name, unless they are templates. */
    static Verdict files(Source source, Control control) {
        var findings = new Findings();
        var names = control.list("names");
        for (var path : source.paths()) {
            var name = path.substring(path.lastIndexOf('/') + 1);
            if (names.contains(name) && hasCredentials(source, path, name, control)) {
                findings.inFile(path, control.severity(), name, "A file that holds credentials is part of the source");
            }
        }
        return findings.verdict("No file that usually holds credentials", control.name());
    }

    /** Settings files count only where one of their lines gives a credential a value. */
    private static boolean hasCredentials(Source source, String path, String name, Control control) {
        if (!control.list("only_with_value").contains(name)) {
            return true;
        }
        var value = control.rules().getFirst();
        return source.text(path).stream()
                .flatMap(file -> Search.hits(file, value).stream())
                .anyMatch(hit -> looksReal(hit.value(), value, control.list("placeholders")));
    }
}
