package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import mcphub.analysis.reading.TextFile;

/** Finds the places of one file that a rule is about, in time linear in the file. */
final class Search {
    private static final int BEFORE = 160;
    private static final int AFTER = 320;
    private static final int MOST_WORDS = 500;
    private static final int LINE_LIMIT = 200_000;

    private Search() {}

    /**
     * One place.
     *
     * @param position where the match starts, its leading blanks apart
     * @param match all that matched
     * @param value what the pattern's first group caught, else the match
     */
    record Hit(int position, String match, String value) {}

    static List<Hit> hits(TextFile file, Rule rule) {
        var hits = new ArrayList<Hit>();
        if (!rule.concerns(file)) {
            return hits;
        }
        var seen = new HashSet<Integer>();
        var text = rule.anyCase() ? asciiLowerCase(file.text()) : file.text();
        for (var word : rule.find()) {
            int looked = 0;
            int at = text.indexOf(word);
            while (at >= 0 && looked < MOST_WORDS) {
                if (stands(file, rule, at) && file.columnOf(at) < LINE_LIMIT) {
                    looked++;
                    matchAround(file, rule, at)
                            .filter(hit -> seen.add(hit.position()))
                            .ifPresent(hits::add);
                }
                at = text.indexOf(word, at + word.length());
            }
        }
        return hits;
    }

    /** Whether the word at this position stands where the rule looks. */
    private static boolean stands(TextFile file, Rule rule, int at) {
        boolean inCode = file.code().length() > at
                && file.code().charAt(at) == file.text().charAt(at);
        return switch (rule.in()) {
            case TEXT -> true;
            case CODE, CALL -> inCode;
            case STRING -> !inCode && file.spoken().charAt(at) == file.text().charAt(at);
        };
    }

    private static Optional<Hit> matchAround(TextFile file, Rule rule, int at) {
        var view = switch (rule.in()) {
            case TEXT -> file.text();
            case CODE -> file.code();
            case CALL, STRING -> file.spoken();
        };
        int start = Math.max(at - BEFORE, 0);
        var window = view.substring(start, Math.min(view.length(), at + AFTER));
        var matcher = rule.pattern().matcher(window);
        while (matcher.find() && start + matcher.start() <= at) {
            if (start + matcher.end() > at) {
                var group = matcher.groupCount() > 0 ? matcher.group(1) : null;
                int first = matcher.start();
                while (first + 1 < matcher.end() && Character.isWhitespace(window.charAt(first))) {
                    first++;
                }
                var hit = new Hit(start + first, matcher.group(), group == null ? matcher.group() : group);
                return Optional.of(hit).filter(found -> !excused(rule, window, matcher.start(), matcher.end()));
            }
        }
        return Optional.empty();
    }

    /** Whether what the rule excuses stands on the lines of the match. */
    private static boolean excused(Rule rule, String window, int from, int to) {
        int lineEnd = window.indexOf('\n', to);
        var lines = window.substring(window.lastIndexOf('\n', from) + 1, lineEnd < 0 ? window.length() : lineEnd);
        return rule.unless() != null && rule.unless().matcher(lines).find();
    }

    /** Lower case without ever changing the length, which positions rest on. */
    private static String asciiLowerCase(String text) {
        var chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = chars[i] >= 'A' && chars[i] <= 'Z' ? (char) (chars[i] + 32) : chars[i];
        }
        return new String(chars);
    }
}
