package mcphub.analysis.controls;

import com.google.re2j.Matcher;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import mcphub.analysis.controls.Control.NamedPattern;

/** Judges of what should never leave its owner's machine. Evidence shows enough to find the place, and never the secret. */
final class SecretJudges {
    private static final int SHOWN = 4;
    private static final int MIN_DISTINCT = 6;
    private static final Set<String> LOCKFILES =
            Set.of("package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "uv.lock", "poetry.lock", "go.sum");

    private SecretJudges() {}

    /** Keys and tokens by their form, and secrets assigned in the source. */
    static Verdict secrets(Source source, Control control) {
        var places = new Places(control);
        for (TextFile file : source.texts()) {
            if (Source.isVendored(file.path())
                    || file.isTest()
                    || isDocumentation(file)
                    || LOCKFILES.contains(name(file))) {
                continue;
            }
            for (NamedPattern pattern : control.patterns()) {
                Matcher matcher = pattern.pattern().matcher(file.text());
                while (matcher.find()) {
                    if (!isExample(matcher.group(), control)) {
                        places.add(file, matcher.start(), redacted(matcher.group()), pattern.message());
                    }
                }
            }
        }
        return places.verdict("No secrets detected in codebase");
    }

    /** Private keys, wherever they stand outside of tests. */
    static Verdict privateKeys(Source source, Control control) {
        var places = new Places(control);
        for (TextFile file : source.texts()) {
            if (Source.isVendored(file.path()) || file.isTest()) {
                continue;
            }
            for (NamedPattern pattern : control.patterns()) {
                Matcher matcher = pattern.pattern().matcher(file.text());
                while (matcher.find()) {
                    places.add(
                            file,
                            matcher.start(),
                            file.text().substring(matcher.start(), matcher.start() + 20) + "…",
                            pattern.message());
                }
            }
        }
        return places.verdict("No private key was found.");
    }

    /** Files such as {@code .env} that hold values; samples of them are fine. */
    static Verdict environmentFiles(Source source, Control control) {
        var places = new Places(control);
        for (TextFile file : source.texts()) {
            boolean isEnv = name(file).matches("\\.env(\\.(local|production|prod|development|staging))?");
            if (isEnv
                    && !Source.isVendored(file.path())
                    && file.text().lines().anyMatch(l -> l.matches("\\s*\\w+\\s*=\\s*\\S+.*"))) {
                places.add(file.path(), null, name(file), "The file with this machine's settings was published.");
            }
        }
        return places.verdict("No environment file was published.");
    }

    private static boolean isExample(String match, Control control) {
        String lower = match.toLowerCase(Locale.ROOT);
        if (control.values().stream().anyMatch(lower::contains)) {
            return true;
        }
        String secret = match.substring(
                Math.max(match.lastIndexOf('"', match.length() - 2), match.lastIndexOf('\'', match.length() - 2)) + 1);
        var distinct = new HashSet<Integer>();
        secret.chars().forEach(distinct::add);
        boolean assigned = match.endsWith("\"") || match.endsWith("'");
        return distinct.size() < MIN_DISTINCT
                || (assigned && !(secret.matches(".*\\d.*") && secret.matches(".*[a-zA-Z].*")));
    }

    private static boolean isDocumentation(TextFile file) {
        return file.path().endsWith(".md")
                || file.path().endsWith(".mdx")
                || name(file).matches("(?i)\\.env\\.(example|sample|template).*");
    }

    private static String redacted(String secret) {
        return secret.substring(0, Math.min(SHOWN, secret.length())) + "… (" + secret.length() + " characters)";
    }

    private static String name(TextFile file) {
        return file.path().substring(file.path().lastIndexOf('/') + 1);
    }
}
