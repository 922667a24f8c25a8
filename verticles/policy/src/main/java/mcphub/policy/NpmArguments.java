package mcphub.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What npx, {@code npm exec}, {@code pnpm dlx}, {@code yarn dlx} and bunx are told: the packages that they fetch, and whether all of it is understood. A flag that is not known
 * here may take the next word or not, so that what follows it may be the package or not: such a line is not read any further.
 *
 * @param packages as the flags name them, or the first word that is no flag
 * @param program what is run of a package that a flag named; null where the package says so itself
 * @param unread why the line does not tell what will run; null where it does
 */
record NpmArguments(
        List<String> packages,
        @Nullable String program,
        @Nullable String unread) {
    /** Others may be secrets. */
    private static final Pattern SHOWN = Pattern.compile("--?[a-z]+(-[a-z]+){0,4}");

    private static final Set<String> NPX = Set.of("npx", "bunx", "pnpx");
    private static final Set<String> PACKAGE = Set.of("-p", "--package");
    private static final Set<String> CALL = Set.of("-c", "--call", "--shell-mode", "--node-options", "--script-shell");
    private static final Set<String> ELSEWHERE =
            Set.of("--registry", "--userconfig", "--globalconfig", "--prefix", "-C");
    private static final Set<String> WITH_VALUE = Set.of(
            "--loglevel",
            "-w",
            "--workspace",
            "--cache",
            "--tag",
            "--scope",
            "--otp",
            "--before",
            "--reporter",
            "--fetch-timeout",
            "--fetch-retries");
    private static final Set<String> ALONE = Set.of(
            "-y",
            "--yes",
            "-q",
            "--quiet",
            "-s",
            "--silent",
            "-d",
            "--verbose",
            "--no-install",
            "--ignore-existing",
            "--prefer-online",
            "--prefer-offline",
            "--offline",
            "--no",
            "--workspaces",
            "--bun",
            "--no-audit",
            "--no-fund",
            "--no-update-notifier",
            "--no-progress",
            "--no-color",
            "--ignore-scripts",
            "--foreground-scripts");

    /** What a launcher of npm packages is told, of a program and the words behind it; null where it is none. */
    static @Nullable List<String> behind(String program, List<String> words) {
        if (NPX.contains(program)) {
            return words;
        }
        String verb = words.isEmpty() ? "" : words.getFirst();
        boolean fetches = switch (program) {
            case "npm" -> verb.equals("exec") || verb.equals("x");
            case "pnpm", "yarn" -> verb.equals("dlx") || verb.equals("exec");
            case "bun" -> verb.equals("x");
            default -> false;
        };
        return fetches ? words.subList(1, words.size()) : null;
    }

    /**
     * Reads the words behind the command.
     *
     * @param throughout whether flags behind the package count, too, as with {@code npm exec}; the others pass them on
     */
    static NpmArguments read(List<String> words, boolean throughout) {
        var packages = new ArrayList<String>();
        String first = null;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                first = first == null && i + 1 < words.size() ? words.get(i + 1) : first;
                break;
            }
            if (!word.startsWith("-")) {
                first = first == null ? word : first;
                if (!throughout) {
                    break;
                }
                continue;
            }
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            String unread = first == null || isMeant(flag) ? unread(flag) : null;
            if (unread != null) {
                return new NpmArguments(packages, null, unread);
            }
            boolean takes = PACKAGE.contains(flag) || WITH_VALUE.contains(flag);
            if (takes && equals < 0) {
                i++;
            }
            if (PACKAGE.contains(flag)) {
                packages.add(equals >= 0 ? word.substring(equals + 1) : i < words.size() ? words.get(i) : "");
            }
        }
        return positional(packages, first);
    }

    /** The packages that a line names which is not understood: by flags, as the first word, and as the one behind it where that may be the value of a flag. */
    static List<String> named(List<String> words, boolean throughout) {
        var named = new ArrayList<String>();
        boolean mayBeValue = false;
        boolean isFound = false;
        for (int i = 0; i < words.size() && (throughout || !isFound); i++) {
            String word = words.get(i);
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            boolean takes = PACKAGE.contains(flag) || WITH_VALUE.contains(flag) || ELSEWHERE.contains(flag);
            String value = equals >= 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(i + 1) : "";
            if (PACKAGE.contains(flag)) {
                named.add(value);
            } else if (!word.startsWith("-") && !isFound) {
                named.add(word);
                isFound = !mayBeValue;
            }
            mayBeValue = word.startsWith("-") && equals < 0 && !takes && !ALONE.contains(word) && !word.equals("--");
            i += takes && equals < 0 ? 1 : 0;
        }
        return named;
    }

    /** Whether a flag behind the package may be one that counts, perhaps shortened or several in one; npm drops all others. */
    private static boolean isMeant(String flag) {
        return !flag.startsWith("--")
                || flag.endsWith(":registry")
                || Stream.of(PACKAGE, CALL, ELSEWHERE).flatMap(Set::stream).anyMatch(known -> known.startsWith(flag));
    }

    private static @Nullable String unread(String flag) {
        if (CALL.contains(flag)) {
            return "its " + flag + " runs a line of its own";
        }
        if (ELSEWHERE.contains(flag) || flag.endsWith(":registry")) {
            return "its " + flag + " may fetch from elsewhere";
        }
        boolean known = PACKAGE.contains(flag) || WITH_VALUE.contains(flag) || ALONE.contains(flag);
        return known
                ? null
                : SHOWN.matcher(flag).matches() ? "its " + flag + " is not known" : "one of its flags is not known";
    }

    private static NpmArguments positional(List<String> packages, @Nullable String word) {
        if (packages.isEmpty()) {
            return word == null
                    ? new NpmArguments(List.of(), null, "it names no package")
                    : new NpmArguments(List.of(word), null, null);
        }
        return packages.size() == 1
                ? new NpmArguments(packages, word, null)
                : new NpmArguments(packages, word, "it fetches several packages");
    }
}
