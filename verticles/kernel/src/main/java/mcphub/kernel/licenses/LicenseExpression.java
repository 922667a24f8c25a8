package mcphub.kernel.licenses;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a package says of its licence, as a choice of sets: {@code (MIT OR ISC) AND Zlib} is MIT and Zlib, or ISC and Zlib. Identifiers and operators are read in any
 * case. What is no SPDX expression is not known, and says why; its words are kept, because they may speak against it.
 */
public final class LicenseExpression {
    private static final int MOST_CHOICES = 256;
    private static final int DEEPEST = 64;
    private static final int LONGEST_QUOTE = 100;
    private static final Pattern TOKEN = Pattern.compile("[()]|[^\\s()]+");
    private static final Pattern ELSEWHERE =
            Pattern.compile("SEE LICEN[SC]E IN\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NOTHING = Pattern.compile("NONE|NOASSERTION", Pattern.CASE_INSENSITIVE);

    private final @Nullable String text;
    private final List<Set<LicenseTerm>> alternatives;
    private final @Nullable String problem;

    private LicenseExpression(@Nullable String text, List<Set<LicenseTerm>> alternatives, @Nullable String problem) {
        this.text = text;
        this.alternatives = List.copyOf(alternatives);
        this.problem = problem;
    }

    /** Reads what a manifest says; anything can be read, though little of it is known. */
    public static LicenseExpression of(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return new LicenseExpression(text, List.of(), "no license is named");
        }
        String stripped = text.strip();
        if (SpdxList.READ.license(stripped) != null) { // nearly all are one id
            return new LicenseExpression(text, List.of(Set.of(LicenseTerm.of(stripped, null))), null);
        }
        if (LicenseTerm.UNLICENSED.isSame(stripped)) {
            return new LicenseExpression(
                    text, List.of(Set.of(LicenseTerm.UNLICENSED)), LicenseTerm.UNLICENSED + " gives nobody a right");
        }
        if (ELSEWHERE.matcher(stripped).matches() || NOTHING.matcher(stripped).matches()) {
            return new LicenseExpression(text, List.of(), quote(stripped) + " names no license");
        }
        var tokens = TOKEN.matcher(stripped).results().map(MatchResult::group).toList();
        try {
            var alternatives = new Reader(tokens).all();
            var unlisted = unlisted(alternatives);
            return new LicenseExpression(
                    text,
                    alternatives,
                    unlisted.isEmpty() ? null : quote(String.join(", ", unlisted)) + " is not on the SPDX list");
        } catch (Unreadable wrong) {
            return new LicenseExpression(text, List.of(words(tokens)), quote(stripped) + wrong.getMessage());
        }
    }

    private static String quote(String words) {
        return '\'' + (words.length() > LONGEST_QUOTE ? words.substring(0, LONGEST_QUOTE) + "…" : words) + '\'';
    }

    private static List<String> unlisted(List<Set<LicenseTerm>> alternatives) {
        return alternatives.stream()
                .flatMap(Set::stream)
                .filter(term -> !term.listed())
                .map(LicenseTerm::name)
                .distinct()
                .toList();
    }

    private static Set<LicenseTerm> words(List<String> tokens) {
        var words = new LinkedHashSet<LicenseTerm>();
        for (String token : tokens) {
            if (!token.equals("(") && !token.equals(")") && !isOperator(token, "AND", "OR", "WITH")) {
                words.add(LicenseTerm.of(token, null));
            }
        }
        return words;
    }

    private static boolean isOperator(@Nullable String token, String... operators) {
        for (String operator : operators) {
            if (operator.equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }

    /** As it was written; null where nothing was. */
    public @Nullable String text() {
        return text;
    }

    /** Whether it is an SPDX expression of which every part is known, or somebody's own and named so. */
    public boolean isKnown() {
        return problem == null;
    }

    /** Why it is not known, in plain words; empty where it is. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Whether it says that nobody gets a right. */
    public boolean isUnlicensed() {
        return text != null && LicenseTerm.UNLICENSED.isSame(text.strip());
    }

    /** What whoever uses the package may choose from, each to be kept as a whole; where it is not known, what its words seem to say. */
    public List<Set<LicenseTerm>> alternatives() {
        return alternatives;
    }

    /** What stands there cannot be read; the message follows the text. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    /** WITH binds closest, then AND, then OR. */
    private static final class Reader {
        private static final String WRONG = " is no SPDX expression";
        private final Deque<String> tokens;
        private int depth;

        Reader(List<String> tokens) {
            this.tokens = new ArrayDeque<>(tokens);
        }

        List<Set<LicenseTerm>> all() throws Unreadable {
            var read = choice();
            if (!tokens.isEmpty()) {
                throw new Unreadable(WRONG);
            }
            return new ArrayList<>(read);
        }

        private Set<Set<LicenseTerm>> choice() throws Unreadable {
            var sets = new LinkedHashSet<>(sum());
            while (isOperator(tokens.peek(), "OR")) {
                tokens.pop();
                sets.addAll(sum());
                bounded(sets.size());
            }
            return sets;
        }

        private Set<Set<LicenseTerm>> sum() throws Unreadable {
            var sets = single();
            while (isOperator(tokens.peek(), "AND")) {
                tokens.pop();
                sets = product(sets, single());
            }
            return sets;
        }

        private static Set<Set<LicenseTerm>> product(Set<Set<LicenseTerm>> left, Set<Set<LicenseTerm>> right)
                throws Unreadable {
            bounded(left.size() * right.size());
            var sets = new LinkedHashSet<Set<LicenseTerm>>();
            for (var one : left) {
                for (var other : right) {
                    var both = new LinkedHashSet<>(one);
                    both.addAll(other);
                    sets.add(Collections.unmodifiableSet(both));
                }
            }
            return sets;
        }

        private static void bounded(int choices) throws Unreadable {
            if (choices > MOST_CHOICES) {
                throw new Unreadable(" offers more than " + MOST_CHOICES + " choices");
            }
        }

        private Set<Set<LicenseTerm>> single() throws Unreadable {
            String token = tokens.poll();
            if (token == null || token.equals(")") || isOperator(token, "AND", "OR", "WITH")) {
                throw new Unreadable(WRONG);
            }
            if (!token.equals("(")) {
                return Set.of(Set.of(LicenseTerm.of(token, exception())));
            }
            if (++depth > DEEPEST) {
                throw new Unreadable(" has more than " + DEEPEST + " parentheses in each other");
            }
            var inside = choice();
            depth--;
            if (!")".equals(tokens.poll())) {
                throw new Unreadable(WRONG);
            }
            return inside;
        }

        private @Nullable String exception() throws Unreadable {
            if (!isOperator(tokens.peek(), "WITH")) {
                return null;
            }
            tokens.pop();
            String token = tokens.poll();
            if (token == null || token.equals("(") || token.equals(")") || isOperator(token, "AND", "OR", "WITH")) {
                throw new Unreadable(WRONG);
            }
            return token;
        }
    }
}
