package mcphub.analysis.licenses;

import java.util.List;
import java.util.Optional;

/**
 * What a text was recognised as.
 *
 * @param found the licences whose words stand in it as they should, in the order of the text
 * @param like the licence that it resembles where none is found: somebody changed words of it
 * @param otherWords how many of its words belong to nothing of that, copyright notices and titles left out
 * @param complete whether all was tried that could have been; else the text is too long, or like too many licences
 */
public record Reading(List<Found> found, Optional<Resemblance> like, int otherWords, boolean complete) {
    /** As many as a title, a link or a sentence of the author's has. */
    static final int FEW = 20;

    public Reading {
        found = List.copyOf(found);
    }

    /**
     * One licence.
     *
     * @param id what SPDX calls it
     * @param others the ids of licences whose text is the same
     * @param line where its words begin
     */
    public record Found(String id, List<String> others, int line) {
        public Found {
            others = List.copyOf(others);
        }
    }

    /**
     * A licence that was changed.
     *
     * @param percent how much of it is there
     */
    public record Resemblance(String id, int percent) {}

    /** Whether the text is nothing but what was found in it. */
    public boolean isWhole() {
        return !found.isEmpty() && otherWords <= FEW && complete;
    }

    /** How sure this is, in plain words. */
    public String words() {
        if (found.isEmpty()) {
            return like.map(one -> one.id() + "?, of which it has " + one.percent() + " %, but not as it should read")
                    .orElse(
                            complete
                                    ? "no licence that SPDX knows"
                                    : "not judged: too long, or like too many licences");
        }
        var ids = String.join(
                " and ", found.stream().map(Reading::named).distinct().toList());
        return isWhole()
                ? ids
                : ids + ", and " + otherWords
                        + (complete ? " words that are no licence's" : " words of which not all were looked at");
    }

    private static String named(Found one) {
        return one.others().isEmpty()
                ? one.id()
                : one.id() + " (the same text as "
                        + String.join(
                                ", ",
                                one.others().subList(0, Math.min(3, one.others().size()))) + ")";
    }
}
