package mcphub.analysis.licenses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import mcphub.kernel.licenses.LicenseExpression;

/**
 * Recognises the licences in texts. The SPDX library compares a text with a template; here is decided which templates are worth it, and from which word on. Work is counted
 * in words that are compared, so that the same texts have the same readings on any node; a text that was read before is not read again.
 */
public final class Recognition {
    /** How many runs of a licence's words a text may lack to be compared with it: of each hundred, and at all; spelling and names are not always the same. */
    private static final double LACKING = 0.04;

    private static final int LACKING_AT_ALL = 12;
    /** As good as none, so that the licence is tried before the others. */
    private static final int HARDLY = 3;
    /** How many of a hundred runs a text must share with a licence to resemble it. */
    private static final int ALIKE = 85;

    private static final int LONGEST = 400_000;
    private static final int MOST_CANDIDATES = 12;
    private static final long WORDS_A_SOURCE = 1_500_000;
    /** The library looks for these at the end of each line, again from each of their characters. */
    private static final Pattern RULES = Pattern.compile("([-=*_#/ \\t]{100})[-=*_#/ \\t]+");

    /** Markdown's, and what is left of it. */
    private static final Pattern EMPHASIS =
            Pattern.compile("(?<=\\S)[*_`]{1,3}(?=[\\s.,;:]|$)|(?<=^|\\s)[*_`]{1,3}(?=\\S)", Pattern.MULTILINE);

    private static final Pattern COPYRIGHT =
            Pattern.compile("(?im)^.{0,40}(?:copyright|\\(c\\)|\u00a9|all rights reserved).{0,300}$");

    private final Listed listed;
    private final Map<String, Reading> read = new HashMap<>();
    private long left = WORDS_A_SOURCE;

    /** For the texts of one source. */
    public Recognition() {
        this.listed = Listed.licenses();
    }

    /** What a text is. */
    public Reading read(String text) {
        return read.computeIfAbsent(text, this::judge);
    }

    private Reading judge(String written) {
        boolean tooLong = written.length() > LONGEST;
        String text =
                RULES.matcher(tooLong ? written.substring(0, LONGEST) : written).replaceAll("$1");
        var reading = judge(text, false, !tooLong);
        if (!reading.found().isEmpty()) {
            return reading;
        }
        var again = judge(EMPHASIS.matcher(text.stripTrailing()).replaceAll("") + '.', true, !tooLong);
        return again.found().isEmpty() ? reading : again;
    }

    private Reading judge(String text, boolean withNotices, boolean whole) {
        var words = Words.of(text);
        int[] runs = new int[words.runs()];
        Arrays.setAll(runs, words::run);
        Arrays.sort(runs);
        int[] shared = listed.shared(runs);
        var work = new Comparisons(text, words, left);
        for (int number : candidates(shared, withNotices)) {
            work.look(listed.template(number));
        }
        var hits = chosen(work.hits());
        work.withBeginnings(hits);
        left -= work.done();
        return new Reading(
                found(text, hits),
                hits.isEmpty() ? like(shared) : Optional.empty(),
                others(text, words, hits),
                whole && !work.givenUp());
    }

    private List<Integer> candidates(int[] shared, boolean withNotices) {
        var enough = new ArrayList<Integer>();
        for (int i = 0; i < shared.length; i++) {
            int runs = listed.template(i).runs();
            boolean isTried = withNotices || !listed.template(i).notice();
            if (isTried
                    && shared[i] > 0
                    && runs - shared[i] <= Math.max(Math.min(LACKING_AT_ALL, runs / 4), LACKING * runs)) {
                enough.add(i);
            }
        }
        // first those that are there as a whole, of them the longest, which others may be parts of
        enough.sort(Comparator.comparingInt((Integer i) -> listed.template(i).runs() - shared[i] > HARDLY ? 1 : 0)
                .thenComparingInt(i -> -listed.template(i).words().count())
                .thenComparingInt(i -> listed.template(i).deprecated() ? 1 : 0)
                .thenComparing(i -> listed.template(i).id()));
        return enough.subList(0, Math.min(MOST_CANDIDATES, enough.size()));
    }

    private Optional<Reading.Resemblance> like(int[] shared) {
        Reading.Resemblance most = null;
        int words = 0;
        for (int i = 0; i < shared.length; i++) {
            var template = listed.template(i);
            int percent = Math.min(99, 100 * shared[i] / template.runs());
            if (percent < ALIKE
                    || template.deprecated()
                    || template.notice()
                    || template.runs() <= Listed.Template.MOST_SURE) {
                continue;
            }
            if (most == null || percent > most.percent() || (percent == most.percent() && shared[i] > words)) {
                most = new Reading.Resemblance(template.id(), percent);
                words = shared[i];
            }
        }
        return Optional.ofNullable(most);
    }

    /** Of licences at the same place the one that is most of the text, and those that are the same. */
    private static List<List<Hit>> chosen(List<Hit> hits) {
        var order = new ArrayList<>(hits);
        order.sort(Comparator.comparingInt((Hit hit) -> hit.start() - hit.end())
                .thenComparingInt(hit -> -hit.template().words().count())
                .thenComparing(hit -> hit.template().id()));
        var chosen = new ArrayList<List<Hit>>();
        for (Hit hit : order) {
            var over = chosen.stream()
                    .filter(group -> group.getFirst().overlaps(hit))
                    .findFirst();
            if (over.isEmpty()) {
                chosen.add(new ArrayList<>(List.of(hit)));
            } else if (over.get().getFirst().isAlike(hit)) {
                over.get().add(hit);
            }
        }
        chosen.forEach(group ->
                group.sort(Comparator.comparingInt((Hit hit) -> hit.template().deprecated() ? 1 : 0)
                        .thenComparingInt(hit -> hit.template().id().length())
                        .thenComparing(hit -> hit.template().id())));
        chosen.sort(Comparator.comparingInt(group -> group.getFirst().start()));
        return chosen;
    }

    private static List<Reading.Found> found(String text, List<List<Hit>> groups) {
        return groups.stream()
                .map(group -> {
                    var ids = group.stream()
                            .map(hit -> today(hit.template().id()))
                            .distinct()
                            .toList();
                    int start = group.getFirst().start();
                    return new Reading.Found(
                            ids.getFirst(),
                            ids.subList(1, ids.size()),
                            1
                                    + (int) text.substring(0, start)
                                            .chars()
                                            .filter(c -> c == '\n')
                                            .count());
                })
                .toList();
    }

    /** What SPDX calls a licence today. */
    private static String today(String id) {
        return LicenseExpression.of(id)
                .alternatives()
                .getFirst()
                .iterator()
                .next()
                .name();
    }

    /** Words behind and before a licence that it has itself, such as how to apply it, are no others. */
    private static int others(String text, Words words, List<List<Hit>> groups) {
        var told = new BitSet();
        COPYRIGHT
                .matcher(text)
                .results()
                .forEach(notice -> told.set(words.from(notice.start()), words.from(notice.end())));
        groups.forEach(group -> told.set(
                words.from(group.getFirst().start()),
                words.from(group.getFirst().end())));
        if (words.count() - told.cardinality() > Reading.FEW) {
            groups.stream()
                    .map(group -> group.getFirst().template().id())
                    .distinct()
                    .forEach(id -> own(words, id, told));
        }
        return words.count() - told.cardinality();
    }

    private static void own(Words words, String id, BitSet told) {
        var own = Words.of(Listed.read(id + ".json").path("licenseText").asText());
        int[] runs = new int[own.runs()];
        Arrays.setAll(runs, own::run);
        Arrays.sort(runs);
        for (int i = 0; i < words.runs(); i++) {
            if (Arrays.binarySearch(runs, words.run(i)) >= 0) {
                told.set(i, i + Words.RUN);
            }
        }
    }
}
