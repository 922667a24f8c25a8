package mcphub.scanner.run;

import mcphub.scanner.values.Label;
import mcphub.scanner.values.Step;
import org.jspecify.annotations.Nullable;

/**
 * Something that reaches where it should not.
 *
 * @param kind as models name it: command, path, url, sql, code, open
 * @param at where, in the file
 * @param labels whose the value is
 * @param step where it came from
 * @param tool which tool it is an argument of; null where that is not known
 */
public record Flaw(
        String kind,
        String file,
        int at,
        int labels,
        @Nullable Step step,
        @Nullable String tool,
        String says) {
    /** Whether both stand at one place. */
    boolean isBeside(Flaw other) {
        return file.equals(other.file) && at == other.at;
    }

    /** The same, with these labels too. */
    Flaw marked(int more) {
        return new Flaw(kind, file, at, labels | more, step, tool, says);
    }

    /** Of several values that come to one place the worst is told: somebody's, of who asks, put together. */
    boolean isBetterThan(String other, int otherLabels) {
        boolean isForeign = (otherLabels & Label.FOREIGN) != 0;
        boolean wasForeign = (labels & Label.FOREIGN) != 0;
        boolean isAsked = (otherLabels & (Label.TOOL | Label.HTTP)) != 0;
        boolean wasAsked = (labels & (Label.TOOL | Label.HTTP)) != 0;
        return isForeign != wasForeign
                ? isForeign
                : isAsked != wasAsked ? isAsked : kind.endsWith("-any") && !other.endsWith("-any");
    }
}
