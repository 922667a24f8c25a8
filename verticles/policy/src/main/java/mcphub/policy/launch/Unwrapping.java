package mcphub.policy.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.policy.launch.Flags.Takes;
import mcphub.policy.launch.Launchers.Wrapper;
import org.jspecify.annotations.Nullable;

/**
 * The line within a line: behind a wrapper, or as a shell's word.
 *
 * @param words null where it is not understood
 * @param variables that are set for it
 * @param node the version of Node that it is started on; null where none is named
 */
record Unwrapping(
        @Nullable List<String> words,
        Map<String, String> variables,
        @Nullable String node) {
    private static final Unwrapping UNREAD = new Unwrapping(null, Map.of(), null);
    private static final Pattern ASSIGNED = Pattern.compile("([A-Za-z_@][A-Za-z0-9_@/:.-]*)=(.*)", Pattern.DOTALL);
    private static final Pattern TOOL = Pattern.compile("[a-z][\\w:./-]*(@[\\w.-]+)?");
    private static final Set<String> POWERSHELL_ALONE = Set.of(
            "-noprofile", "-nop", "-nologo", "-noninteractive", "-noni", "-noexit", "-sta", "-mta", "-login", "-l");
    private static final Set<String> POWERSHELL_VALUE = Set.of(
            "-executionpolicy",
            "-ep",
            "-ex",
            "-exec",
            "-windowstyle",
            "-w",
            "-version",
            "-inputformat",
            "-outputformat",
            "-workingdirectory",
            "-wd");

    /** The line behind a wrapper's own words. */
    static Unwrapping of(Wrapper wrapper, List<String> words) {
        int i = 1;
        int verbs = 0;
        int own = wrapper.words();
        String node = null;
        var variables = new LinkedHashMap<String, String>();
        for (; i < words.size(); i++) {
            String word = words.get(i);
            var assigned = ASSIGNED.matcher(word);
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            if (word.equals("--") && verbs == wrapper.verbs().size()) {
                i++;
                break;
            }
            if (wrapper.split().contains(flag)) {
                String line = equals >= 0 ? word.substring(equals + 1) : i + 1 < words.size() ? words.get(i + 1) : "";
                var split = ShellLine.posix(line);
                if (split == null) {
                    return UNREAD;
                }
                var behind = words.subList(Math.min(words.size(), equals >= 0 ? i + 1 : i + 2), words.size());
                // the same wrapper again, one deeper: how deep is bounded by whoever reads
                return new Unwrapping(joined(List.of(words.getFirst()), joined(split, behind)), variables, node);
            }
            if (word.startsWith("-")) {
                var known = wrapper.flags().get(flag);
                boolean isCluster = !word.startsWith("--")
                        && word.chars().skip(1).allMatch(c -> {
                            var one = wrapper.flags().get("-" + (char) c);
                            return one != null && one.takes() == Takes.ALONE;
                        });
                if (known == null && !isCluster) {
                    return UNREAD;
                }
                boolean takesNext = known != null && known.takes() == Takes.VALUE && equals < 0;
                if (wrapper.node().contains(flag)) {
                    node = takesNext ? words.get(Math.min(i + 1, words.size() - 1)) : word.substring(equals + 1);
                }
                i += takesNext ? 1 : 0;
            } else if (verbs < wrapper.verbs().size()) {
                if (!wrapper.verbs().contains(word)) {
                    return UNREAD;
                }
                verbs = wrapper.verbs().size();
            } else if (wrapper.assigns() && assigned.matches()) {
                variables.put(assigned.group(1), assigned.group(2));
            } else if (own > 0) {
                own--;
                node = wrapper.nodeWord() ? word : node;
            } else if (!(wrapper.tools()
                    && TOOL.matcher(word).matches()
                    && words.subList(i, words.size()).contains("--"))) {
                break;
            } else if (word.matches("node(js)?@.+")) {
                node = word.substring(word.indexOf('@') + 1);
            }
        }
        if (i >= words.size() || verbs < wrapper.verbs().size()) {
            return UNREAD;
        }
        var line = new ArrayList<>(words.subList(i, words.size()));
        if (wrapper.versions()) {
            line.set(0, line.getFirst().replaceFirst("(?<=.)@.*$", ""));
        }
        return wrapper.joined() && !line.equals(ShellLine.posix(String.join(" ", line)))
                ? UNREAD
                : new Unwrapping(line, variables, node);
    }

    private static List<String> joined(List<String> front, List<String> behind) {
        return Stream.concat(front.stream(), behind.stream()).toList();
    }

    /** The line that a shell is told. */
    static Unwrapping shell(String kind, List<String> words) {
        var line = switch (kind) {
            case "cmd" -> cmd(words);
            case "powershell" -> powershell(words);
            default -> posix(words);
        };
        if (line == null) {
            return UNREAD;
        }
        var variables = new LinkedHashMap<String, String>();
        int i = 0;
        for (; i < line.size() && kind.equals("posix"); i++) {
            var assigned = ASSIGNED.matcher(line.get(i));
            if (!assigned.matches()) {
                break;
            }
            variables.put(assigned.group(1), assigned.group(2));
        }
        return i == line.size() ? UNREAD : new Unwrapping(line.subList(i, line.size()), variables, null);
    }

    private static @Nullable List<String> posix(List<String> words) {
        boolean isCommand = false;
        int i = 1;
        for (; i < words.size() && (words.get(i).startsWith("-") || words.get(i).startsWith("+")); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                i++;
                break;
            }
            boolean isLong = word.startsWith("--");
            if (isLong
                    && !Set.of("--login", "--interactive", "--noprofile", "--norc", "--posix", "--command")
                            .contains(word)) {
                return null;
            }
            isCommand |= word.equals("--command") || (!isLong && word.startsWith("-") && word.indexOf('c') > 0);
            if (!isLong && (word.endsWith("o") || word.endsWith("O"))) {
                i++;
            }
        }
        return isCommand && i < words.size() ? ShellLine.posix(words.get(i)) : null;
    }

    private static @Nullable List<String> cmd(List<String> words) {
        int i = 1;
        boolean isCommand = false;
        for (; i < words.size() && words.get(i).startsWith("/") && !isCommand; i++) {
            String flag = words.get(i).toLowerCase(Locale.ROOT);
            isCommand = flag.equals("/c") || flag.equals("/k") || flag.equals("/r");
            if (!isCommand && !flag.matches("/[dsqua]|/[ef]:o(n|ff)|/v:o(n|ff)|/t:..")) {
                return null;
            }
        }
        var rest = words.subList(i, words.size());
        if (!isCommand || rest.isEmpty()) {
            return null;
        }
        if (rest.size() > 1
                && rest.stream()
                        .anyMatch(word -> ShellLine.windows('"' + word.replace("\"", "") + '"', false) == null
                                || word.matches(".*[&|<>^\"\\n].*"))) {
            return null;
        }
        boolean isLine = rest.size() == 1 || rest.getFirst().matches("\\S+\\s+-.*");
        var first = isLine ? ShellLine.windows(rest.getFirst(), false) : List.of(rest.getFirst());
        return first == null ? null : joined(first, rest.subList(1, rest.size()));
    }

    private static @Nullable List<String> powershell(List<String> words) {
        for (int i = 1; i < words.size(); i++) {
            String flag = words.get(i).toLowerCase(Locale.ROOT).replaceFirst("^--?|^/", "-");
            if (flag.length() > 1 && "-command".startsWith(flag)) {
                return ShellLine.windows(String.join(" ", words.subList(i + 1, words.size())), true);
            }
            if (POWERSHELL_VALUE.contains(flag)) {
                i++;
            } else if (!POWERSHELL_ALONE.contains(flag)) {
                return null;
            }
        }
        return null;
    }
}
