package mcphub.analysis.licenses;

import java.util.ArrayList;
import java.util.List;
import mcphub.analysis.licenses.Listed.Template;
import org.spdx.utility.compare.LicenseCompareHelper;
import org.spdx.utility.compare.SpdxCompareException;

/**
 * The comparisons of one text with templates, by the SPDX library. It compares from the first word on, so that here is looked for places where a licence may begin. The work
 * is counted in words.
 */
final class Comparisons {
    private static final int MOST_PLACES = 30;
    private static final int WORTH_A_LOOK = 8;
    private static final long MOST_WORDS = 120_000;

    private final String text;
    private final Words words;
    private final List<Hit> hits = new ArrayList<>();
    private final long left;
    private long done;
    private boolean givenUp;

    Comparisons(String text, Words words, long left) {
        this.text = text;
        this.words = words;
        this.left = Math.min(left, MOST_WORDS);
    }

    /** What was found. */
    List<Hit> hits() {
        return List.copyOf(hits);
    }

    /** How many words were compared. */
    long done() {
        return done;
    }

    /** Whether there was more to compare than there may be. */
    boolean givenUp() {
        return givenUp;
    }

    /** Compares the text with a licence, where that may be found in it. */
    void look(Template template) {
        for (Hit hit : List.copyOf(hits)) {
            if (hit.template().hasSameWords(template)) {
                hits.add(new Hit(template, hit.start(), hit.end()));
            }
        }
        if (hits.stream().anyMatch(hit -> hit.template().equals(template))) {
            return;
        }
        int places = 0;
        int from = 0;
        boolean found = false;
        for (int at = next(template, from); at >= 0; at = next(template, from)) {
            from = at + template.first() + 1;
            if (isTold(template, words.start(at))) {
                found = true;
            } else if (++places > MOST_PLACES) {
                givenUp = true;
                return;
            } else {
                found |= compare(template, before(words.start(at)), at);
            }
        }
        if (!found && words.count() < 2 * template.length() + WORTH_A_LOOK) {
            compare(template, 0, 0);
        }
    }

    /** Whether a longer licence was found here. */
    private boolean isTold(Template template, int position) {
        return hits.stream()
                .anyMatch(hit -> hit.start() <= position
                        && position < hit.end()
                        && hit.template().words().count() > template.words().count());
    }

    /** The word with which the licence may begin, at this one or behind it; -1 where there is none. */
    private int next(Template template, int from) {
        var own = template.words();
        for (int at = from; at + template.sure() <= words.count(); at++) {
            if (words.has(at, own, template.first(), template.sure())) {
                int start = back(template, at);
                if (start >= from || start == at) {
                    return start;
                }
            }
        }
        return -1;
    }

    /** Back to the very first word, over what is variable. */
    private int back(Template template, int at) {
        int start = at;
        for (int i = template.first() - 1; i >= 0; i--) {
            int word = template.words().word(i);
            int before = start - 1;
            while (before >= 0 && before > start - Template.MOST_SURE && words.word(before) != word) {
                before--;
            }
            if (before < 0 || words.word(before) != word) {
                return start;
            }
            start = before;
        }
        return start;
    }

    /** With the quotes and brackets that stand before the word. */
    private int before(int position) {
        int start = position;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** A licence begins with what its template lets one leave out, where it is there. */
    void withBeginnings(List<List<Hit>> groups) {
        int from = 0;
        for (var group : groups) {
            var hit = group.getFirst();
            boolean isMore = words.from(hit.start()) - words.from(from) > WORTH_A_LOOK;
            long cost = (long) hit.template().length() + words.from(hit.end()) - words.from(from);
            if (isMore && isAffordable(cost) && match(hit.template(), text.substring(from, hit.end())) >= 0) {
                group.set(0, hit.from(from));
            }
            from = hit.end();
        }
    }

    private boolean isAffordable(long cost) {
        if (done + cost > left) {
            return false;
        }
        done += cost;
        return true;
    }

    private boolean compare(Template template, int start, int word) {
        int length = template.length() + template.length() / 4 + 400;
        long cost = (long) Math.min(length, words.count() - word) + template.length();
        if (!isAffordable(cost)) {
            givenUp = true;
            return false;
        }
        int last = word + length >= words.count() ? text.length() : restOf(text, words.end(word, length));
        int end = match(template, text.substring(start, last));
        if (end >= 0) {
            hits.add(new Hit(template, start, start + end));
        }
        return end >= 0;
    }

    /** With the signs behind the last word. */
    private static int restOf(String text, int position) {
        int end = position;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where the licence ends that a text begins with; -1 where it does not. */
    private static int match(Template template, String text) {
        try {
            var difference = LicenseCompareHelper.isTextMatchingTemplate(template.text(), text);
            if (!difference.isDifferenceFound()) {
                return text.length();
            }
            var places = difference.getDifferences();
            if (places.size() != 1 || !difference.getDifferenceMessage().startsWith("Additional text found")) {
                return -1;
            }
            return position(text, places.getFirst().getLine(), places.getFirst().getColumn());
        } catch (SpdxCompareException | RuntimeException notComparable) {
            return -1; // the library trips over some texts: it did not match
        }
    }

    private static int position(String text, int line, int column) {
        int at = 0;
        for (int i = 1; i < line && at >= 0; i++) {
            at = text.indexOf('\n', at) + 1;
        }
        int end = text.indexOf('\n', at);
        return Math.min(at + column, end < 0 ? text.length() : end);
    }
}
