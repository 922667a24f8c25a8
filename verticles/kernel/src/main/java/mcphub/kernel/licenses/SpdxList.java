package mcphub.kernel.licenses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The identifiers that SPDX knows: found in any case, each with its successor and its later versions. */
final class SpdxList {
    static final String ONLY = "-only";
    static final String OR_LATER = "-or-later";
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d{1,9}+(?:\\.\\d{1,9}+)*+)([a-z]?)");

    /** Deprecated ids that became something else than themselves with "-only"; others have no successor and stay what they are. */
    private static final Map<String, String> SUCCESSORS = Map.ofEntries(
            Map.entry("GPL-2.0-with-autoconf-exception", "GPL-2.0-only WITH Autoconf-exception-2.0"),
            Map.entry("GPL-2.0-with-bison-exception", "GPL-2.0-only WITH Bison-exception-2.2"),
            Map.entry("GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0"),
            Map.entry("GPL-2.0-with-font-exception", "GPL-2.0-only WITH Font-exception-2.0"),
            Map.entry("GPL-2.0-with-GCC-exception", "GPL-2.0-only WITH GCC-exception-2.0"),
            Map.entry("GPL-3.0-with-autoconf-exception", "GPL-3.0-only WITH Autoconf-exception-3.0"),
            Map.entry("GPL-3.0-with-GCC-exception", "GPL-3.0-only WITH GCC-exception-3.1"),
            Map.entry("eCos-2.0", "GPL-2.0-or-later WITH eCos-exception-2.0"),
            Map.entry("wxWindows", "LGPL-2.0-or-later WITH WxWindows-exception-3.1"),
            Map.entry("BSD-2-Clause-FreeBSD", "BSD-2-Clause-Views"),
            Map.entry("BSD-2-Clause-NetBSD", "BSD-2-Clause"),
            Map.entry("StandardML-NJ", "SMLNJ"),
            Map.entry("bzip2-1.0.5", "bzip2-1.0.6"),
            Map.entry("Nokia-Qt-exception-1.1", "Qt-LGPL-exception-1.1"));

    /** The list that this hub was built with. */
    static final SpdxList READ = read();

    private final Map<String, String> licenses = new HashMap<>();
    private final Map<String, String> exceptions = new HashMap<>();
    private final Set<String> deprecated = new HashSet<>();
    private final Map<String, List<String>> before = new HashMap<>();
    private final Map<String, List<Version>> families = new HashMap<>();

    /** One version of a licence: of {@code GPL-2.0-only} the family is GPL, the numbers are 2 and 0. */
    private record Version(String id, String family, List<Integer> numbers, String letter)
            implements Comparable<Version> {
        @Override
        public int compareTo(Version other) {
            int byNumbers = Arrays.compare(numbers.toArray(Integer[]::new), other.numbers.toArray(Integer[]::new));
            return byNumbers != 0 ? byNumbers : letter.compareTo(other.letter);
        }
    }

    private static SpdxList read() {
        var list = new SpdxList();
        try (var file = Objects.requireNonNull(SpdxList.class.getResourceAsStream("spdx.txt"))) {
            for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                var words = List.of(line.split(" ", -1));
                list.add(words.getFirst(), words.subList(1, words.size()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        list.licenses.values().forEach(list::addVersion);
        list.deprecated.forEach(id -> list.before
                .computeIfAbsent(list.today(id), today -> new ArrayList<>())
                .add(id));
        return list;
    }

    private void add(String kind, List<String> ids) {
        switch (kind) {
            case "#" -> {}
            case "licenses" -> ids.forEach(id -> licenses.put(lower(id), id));
            case "deprecated-licenses" -> {
                deprecated.addAll(ids);
                add("licenses", ids);
            }
            case "exceptions", "deprecated-exceptions" -> ids.forEach(id -> exceptions.put(lower(id), id));
            default -> throw new IllegalStateException("spdx.txt has lines of an unknown kind: " + kind);
        }
    }

    private void addVersion(String id) {
        if (!deprecated.contains(id) && !id.endsWith(OR_LATER)) {
            version(id)
                    .ifPresent(version -> families.computeIfAbsent(version.family(), family -> new ArrayList<>())
                            .add(version));
        }
    }

    private static Optional<Version> version(String id) {
        var matcher = VERSIONED.matcher(cut(id, ONLY));
        return matcher.matches()
                ? Optional.of(new Version(id, matcher.group(1), numbers(matcher.group(2)), matcher.group(3)))
                : Optional.empty();
    }

    private static List<Integer> numbers(String version) {
        return Arrays.stream(version.split("\\.", -1)).map(Integer::valueOf).toList();
    }

    static String cut(String text, String suffix) {
        return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The licence as the list writes it, whatever the case; null where it has none of this name. */
    @Nullable
    String license(String word) {
        return licenses.get(lower(word));
    }

    /** The exception as the list writes it, or what it is called today; null where it has none of this name. */
    @Nullable
    String exception(String word) {
        String exception = exceptions.get(lower(word));
        return exception == null ? null : SUCCESSORS.getOrDefault(exception, exception);
    }

    /** What a licence of the list is called today: {@code GPL-2.0-only} for {@code GPL-2.0}; itself where it is not deprecated, or nothing succeeds it. */
    String today(String id) {
        String successor = SUCCESSORS.get(id);
        if (successor != null) {
            return successor;
        }
        return deprecated.contains(id) && licenses.containsKey(lower(id + ONLY)) ? id + ONLY : id;
    }

    /** The deprecated ids that mean this one. */
    List<String> before(String today) {
        return before.getOrDefault(today, List.of());
    }

    /** Whether SPDX writes "or later" into the id, and no plus behind it. */
    static boolean isGnu(String id) {
        return id.endsWith(ONLY);
    }

    /** The family of a versioned id, such as {@code GPL}; empty for one without versions. */
    static Optional<String> family(String id) {
        return version(id).map(Version::family);
    }

    /** This id and the later ones of its family. */
    List<String> from(String id) {
        var first = version(id);
        return first.isEmpty()
                ? List.of(id)
                : families.getOrDefault(first.get().family(), List.of()).stream()
                        .filter(version -> version.compareTo(first.get()) >= 0)
                        .map(Version::id)
                        .toList();
    }
}
