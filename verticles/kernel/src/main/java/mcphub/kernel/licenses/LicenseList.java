package mcphub.kernel.licenses;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.IOCase;
import org.jspecify.annotations.Nullable;

/**
 * Licences as somebody lists them, with commas or spaces between: ids, globs, pairs such as {@code GPL-2.0-only WITH Classpath-exception-2.0}, {@code unknown} and
 * {@code UNLICENSED}. A licence with an exception is in the list where the pair is, or the licence itself; one of which a later version may be chosen offers each of them.
 */
public final class LicenseList {
    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9.+*?:-]{1,100}");
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "WITH");
    private static final String UNKNOWN = "unknown";
    private static final String EXPECTED =
            "SPDX ids such as MIT, globs such as GPL-* (one such as Propriet* finds words that SPDX does not know),"
                    + " pairs such as GPL-2.0-only WITH Classpath-exception-2.0, LicenseRef-…, unknown or UNLICENSED";

    private final List<Item> items = new ArrayList<>();
    private boolean holdsUnknown;
    private boolean holdsUnlicensed;
    private @Nullable String problem;

    private LicenseList() {}

    /** Reads a list; what cannot be understood of it matches nothing, and is the list's problem. */
    public static LicenseList of(String text) {
        var list = new LicenseList();
        var words = BETWEEN.splitAsStream(text).filter(word -> !word.isEmpty()).toList();
        for (int i = 0; i < words.size(); i++) {
            boolean pair = i + 1 < words.size() && words.get(i + 1).equalsIgnoreCase("WITH");
            String exception = pair && i + 2 < words.size() ? words.get(i + 2) : null;
            if (pair && exception == null) {
                list.refuse("an exception behind WITH");
            }
            list.add(words.get(i), exception);
            i += pair ? 2 : 0;
        }
        if (words.isEmpty()) {
            list.refuse("at least one license");
        }
        return list;
    }

    private void add(String word, @Nullable String exception) {
        if (OPERATORS.contains(word.toUpperCase(Locale.ROOT))) {
            refuse("licenses one by one, such as MIT, Apache-2.0: '" + word + "' has no place in a list");
        } else if (SpdxList.READ.exception(word) != null) {
            refuse("licenses: '" + word + "' is an exception, any license with it is * WITH " + word);
        } else if (word.equalsIgnoreCase(UNKNOWN) && exception == null) {
            holdsUnknown = true;
        } else if (LicenseTerm.UNLICENSED.isSame(word) && exception == null) {
            holdsUnlicensed = true;
            items.add(new Item(LicenseTerm.UNLICENSED, false));
        } else {
            var item = Item.of(word, exception);
            items.add(item);
            if (!item.license().listed()
                    || !WORD.matcher(word).matches()
                    || (exception != null && !WORD.matcher(exception).matches())) {
                refuse(EXPECTED + ", not '" + item.license() + '\'');
            }
        }
    }

    private void refuse(String expected) {
        if (problem == null) {
            problem = expected;
        }
    }

    /** What was expected instead of a part that no licence can match; empty where all of it can be used. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    /** Whether it says that what is not known is in it: every such licence with {@code unknown}, UNLICENSED with its own name, too. */
    public boolean holdsUnknown(LicenseExpression expression) {
        return !expression.isKnown() && (holdsUnknown || (holdsUnlicensed && expression.isUnlicensed()));
    }

    /** The first alternative of a known expression that lies wholly in the list. */
    public Optional<Set<LicenseTerm>> within(LicenseExpression expression) {
        return expression.alternatives().stream()
                .filter(alternative ->
                        expression.isKnown() && alternative.stream().allMatch(this::offers))
                .findFirst();
    }

    /** The first alternative that holds nothing of the list. */
    public Optional<Set<LicenseTerm>> free(LicenseExpression expression) {
        return expression.alternatives().stream()
                .filter(alternative -> alternative.stream().noneMatch(this::holds))
                .findFirst();
    }

    /** Whether something that the term lets one choose is in the list. */
    private boolean offers(LicenseTerm term) {
        return term.choices().stream().anyMatch(this::has);
    }

    /** Whether all that the term lets one choose is in the list, or a glob means the term as it is called. */
    public boolean holds(LicenseTerm term) {
        return items.stream().anyMatch(item -> item.glob() && item.has(term))
                || term.choices().stream().allMatch(this::has);
    }

    private boolean has(LicenseTerm choice) {
        return items.stream().anyMatch(item -> item.has(choice));
    }

    /**
     * Where the list holds one version of a licence, but not "this or a later one", of which a later one may be chosen: the term that is not held, with the glob that
     * would hold it, too.
     */
    public Map<String, String> loopholes() {
        var globs = new TreeMap<String, String>();
        for (Item item : items) {
            String id = item.license().id();
            var later = new LicenseTerm(id, true, item.license().exception(), true);
            if (!item.glob() && SpdxList.isGnu(id) && !holds(later)) {
                globs.put(later.name(), SpdxList.family(id).orElse(SpdxList.cut(id, SpdxList.ONLY)) + "-*");
            }
        }
        return globs;
    }

    /**
     * One entry.
     *
     * @param license the licence and the exception that it names; of a glob as they were written
     */
    private record Item(LicenseTerm license, boolean glob) {
        static Item of(String word, @Nullable String exception) {
            boolean glob = isGlob(word) || (exception != null && isGlob(exception));
            return new Item(
                    glob ? new LicenseTerm(word, false, exception, true) : LicenseTerm.of(word, exception), glob);
        }

        private static boolean isGlob(String word) {
            return word.indexOf('*') >= 0 || word.indexOf('?') >= 0;
        }

        boolean has(LicenseTerm choice) {
            if (license.exception() != null
                    && (choice.exception() == null || !isLike(choice.exception(), license.exception()))) {
                return false;
            }
            if (glob) {
                return !LicenseTerm.UNLICENSED.isSame(choice.id())
                        && choice.names().anyMatch(name -> isLike(name, license.id()));
            }
            if (license.orLater()) {
                return choice.orLater()
                        ? isFamily(choice)
                        : SpdxList.READ.from(license.id()).contains(choice.id());
            }
            return !choice.orLater() && license.isSame(choice.id());
        }

        private boolean isFamily(LicenseTerm choice) {
            return license.isSame(choice.id())
                    || SpdxList.family(license.id())
                            .flatMap(family -> SpdxList.family(choice.id()).map(family::equals))
                            .orElse(false);
        }

        private static boolean isLike(String text, String glob) {
            return FilenameUtils.wildcardMatch(text, glob, IOCase.INSENSITIVE);
        }
    }
}
