package mcphub.analysis.licenses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

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
    /** How much of them it must share to resemble it. */
    private static final double ALIKE = 0.85;

    private static final int LONGEST = 400_000;
    private static final int MOST_CANDIDATES = 12;
    private static final long WORDS_A_SOURCE = 1_500_000;
    /** The library looks for these at the end of each line, again from each of their characters. */
    private static final Pattern RULES = Pattern.compile("([-=*_#/ \\t]{100})[-=*_#/ \\t]+");

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
        String text = RULES.matcher(tooLong ? written.substring(0, LONGEST) : written).replaceAll("$1");
        var words = Words.of(text);
        int[] runs = new int[words.runs()];
        Arrays.setAll(runs, words::run);
        Arrays.sort(runs);
        int[] shared = listed.shared(runs);
        var candidates = candidates(shared);
        var work = new Comparisons(text, words, left);
        for (int number : candidates) {
            work.look(listed.template(number));
        }
        var hits = chosen(work.hits());
        work.withBeginnings(hits);
        left -= work.done();
        return new Reading(
                found(text, hits),
                hits.isEmpty() ? like(shared) : Optional.empty(),
                others(text, words, hits),
                !tooLong && !work.givenUp());
    }

    private List<Integer> candidates(int[] shared) {
        var enough = new ArrayList<Integer>();
        for (int i = 0; i < shared.length; i++) {
            int runs = listed.template(i).runs();
            if (shared[i] > 0 && runs - shared[i] <= Math.max(Math.min(LACKING_AT_ALL, runs / 4), LACKING * runs)) {
                enough.add(i);
            }
        }
        // first those that are there as a whole, of them the longest, which others may be parts of
        enough.sort(Comparator.comparing((Integer i) -> listed.template(i).runs() - shared[i] > HARDLY)
                .thenComparing(i -> -listed.template(i).words().count())
                .thenComparing(i -> listed.template(i).deprecated())
                .thenComparing(i -> listed.template(i).id()));
        return enough.subList(0, Math.min(MOST_CANDIDATES, enough.size()));
    }

    private Optional<Reading.Resemblance> like(int[] shared) {
        int best = -1;
        for (int i = 0; i < shared.length; i++) {
            var template = listed.template(i);
            if (shared[i] >= ALIKE * template.runs()
                    && template.runs() > Listed.Template.MOST_SURE
                    && !template.deprecated()
                    && (best < 0 || shared[i] > shared[best])) {
                best = i;
            }
        }
        return best < 0
                ? Optional.empty()
                : Optional.of(new Reading.Resemblance(
                        listed.template(best).id(),
                        Math.min(99, 100 * shared[best] / listed.template(best).runs())));
    }

    /** Of licences at the same place the one that is most of the text, and those that are the same. */
    private static List<List<Hit>> chosen(List<Hit> hits) {
        var order = new ArrayList<>(hits);
        order.sort(Comparator.comparingInt((Hit hit) -> hit.start() - hit.end())
                .thenComparingInt(hit -> -hit.template().words().count())
                .thenComparing(hit -> hit.template().deprecated())
                .thenComparing(hit -> hit.template().id().length())
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
        chosen.sort(Comparator.comparingInt(group -> group.getFirst().start()));
        return chosen;
    }

    private static List<Reading.Found> found(String text, List<List<Hit>> groups) {
        return groups.stream()
                .map(group -> new Reading.Found(
                        group.getFirst().template().id(),
                        group.stream().skip(1).map(hit -> hit.template().id()).distinct().toList(),
                        1 + (int) text.substring(0, group.getFirst().start()).chars().filter(c -> c == '\n').count()))
                .toList();
    }

    private static int others(String text, Words words, List<List<Hit>> groups) {
        int others = words.count();
        for (var group : groups) {
            others -= words.from(group.getFirst().end()) - words.from(group.getFirst().start());
        }
        int copyright = COPYRIGHT.matcher(text).results()
                .filter(notice -> groups.stream().noneMatch(group ->
                        notice.start() >= group.getFirst().start() && notice.start() < group.getFirst().end()))
                .mapToInt(notice -> words.from(notice.end()) - words.from(notice.start()))
                .sum();
        return Math.max(0, others - copyright);
    }
}
