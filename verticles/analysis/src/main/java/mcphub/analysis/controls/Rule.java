package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.analysis.reading.Language;
import mcphub.analysis.reading.TextFile;
import org.jspecify.annotations.Nullable;

/**
 * One thing to search for. Words are looked up first, which is cheap; the pattern runs only around them.
 *
 * @param find words of which one must stand in a match; in lower case where {@code anyCase}
 * @param anyCase whether the case of the words does not matter
 * @param pattern what must match around the word; its first group, if any, is the value
 * @param in where the word must stand, and which view the pattern sees
 * @param languages where to look; empty for everywhere
 * @param needs words of which the file must hold one; empty for none
 * @param unless what must not match in the same surroundings
 * @param minEntropy the least Shannon entropy of the value, in tenths of a bit a character
 * @param severity how bad a match is
 * @param says one sentence for a person
 */
public record Rule(
        List<String> find,
        boolean anyCase,
        Pattern pattern,
        View in,
        Set<Language> languages,
        List<String> needs,
        @Nullable Pattern unless,
        int minEntropy,
        Severity severity,
        String says) {

    /** Where a rule looks. */
    public enum View {
        /** Anywhere in the file. */
        TEXT,
        /** In code; the pattern sees neither comments nor what strings say. */
        CODE,
        /** In code; the pattern sees strings too, as the arguments of a call. */
        CALL,
        /** Inside a string; the pattern sees the code around it too. */
        STRING;

        /** The name the catalogue uses: lower case. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Rule {
        find = List.copyOf(find);
        languages = Set.copyOf(languages);
        needs = List.copyOf(needs);
        if (find.isEmpty() || find.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("a rule finds at least one word: " + says);
        }
    }

    /** Whether the rule has anything to do with this file. */
    public boolean concerns(TextFile file) {
        return (languages.isEmpty() || languages.contains(file.language()))
                && (needs.isEmpty() || needs.stream().anyMatch(file.text()::contains));
    }
}
