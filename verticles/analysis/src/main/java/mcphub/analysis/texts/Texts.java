package mcphub.analysis.texts;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.reading.Language;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Finds texts that mislead a model: in strings of the code, in the data that it reads, and in what the interpreter saw told. Takes time linear in these. */
public final class Texts {
    private static final Pattern DATA = Pattern.compile("(?i)\\.(md|mdx|txt|ya?ml|prompt|hbs|j2|tmpl)$");
    private static final Pattern NOT_DATA = Pattern.compile(
            "(?i)(^|/)(package(-lock)?|tsconfig[^/]*|npm-shrinkwrap|readme[^/]*|changelog[^/]*|licen[sc]e[^/]*|contributing[^/]*|pnpm-lock|security[^/]*)\\.(json|md|txt|ya?ml)$|(^|/)\\.|\\.map\\.json$");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--(.*?)-->");
    private static final int LONGEST_PATH = 300;
    private static final int LONGEST = 1_000_000;
    private static final int MOST_CHARACTERS = 8_000_000;
    private static final int LEAST = 12;
    private static final int WORDS_OF_NAME = 4;
    private static final int NEIGHBOURS = 2;
    private static final int MOST = 500;

    private final Speech speech;
    private final Audience audience;
    private final List<Misleading> found = new ArrayList<>();

    private Texts(Speech speech, Audience audience) {
        this.speech = speech;
        this.audience = audience;
    }

    /**
     * What was heard.
     *
     * @param isAll whether all texts were looked at: there is a bound on how many
     */
    public record Heard(List<Misleading> misleading, boolean isAll) {}

    /**
     * What misleads, in the order of the files.
     *
     * @param lists patterns in lower case by the names that {@link Speech} asks for
     */
    public static Heard in(Source source, Map<String, List<String>> lists) {
        var passages = passages(source);
        var texts = new Texts(new Speech(lists, Own.of(source, passages)), Audience.of(source));
        long characters = 0;
        int looked = 0;
        while (looked < passages.size() && characters <= MOST_CHARACTERS && texts.found.size() < MOST) {
            characters += passages.get(looked).text().length();
            texts.look(passages.get(looked));
            looked++;
        }
        texts.assembled(source, passages);
        return new Heard(List.copyOf(texts.found), looked == passages.size() && !texts.speech.isSpent());
    }

    private static List<Passage> passages(Source source) {
        var all = new ArrayList<Passage>();
        source.ownCode().forEach(file -> all.addAll(Passages.inCode(file)));
        // what is behind names files of its own
        var named = named(all);
        source.behind().texts().values().forEach(file -> all.addAll(Passages.inCode(file)));
        for (TextFile file : source.texts()) {
            boolean isData = file.language() == Language.TEXT
                    && file.text().length() <= LONGEST
                    && !file.isTest()
                    && !file.isVendored()
                    && !NOT_DATA.matcher(file.path()).find();
            if (isData && file.name().endsWith(".json")) {
                all.addAll(Passages.inJson(file));
            } else if (isData && DATA.matcher(file.name()).find() && isNamed(file, named)) {
                all.add(Passages.whole(file));
            }
        }
        return all;
    }

    /** What stands between the slashes of short texts: names of files and folders, and endings, among others. */
    private static Set<String> named(List<Passage> passages) {
        var named = new HashSet<String>();
        for (var each : passages) {
            if (each.text().length() <= LONGEST_PATH) {
                Collections.addAll(named, each.text().split("[/\\\\\\s…]+"));
            }
        }
        return named;
    }

    /** Whether the code names a file, or its folder and its ending. */
    private static boolean isNamed(TextFile file, Set<String> named) {
        var parts = file.path().split("/", -1);
        var ending = file.name().substring(file.name().lastIndexOf('.'));
        return named.contains(file.name())
                || (parts.length > 1 && named.contains(parts[parts.length - 2]) && named.contains(ending));
    }

    private void look(Passage passage) {
        var text = passage.text();
        boolean isName = passage.isKey() || passage.isName() || text.indexOf('_') > 0;
        if (isName && text.length() <= 80 && Hidden.isLookalike(text)) {
            add(passage, 0, EnumSet.of(Sign.LOOKALIKE), true, text);
        }
        for (var hidden : Hidden.in(text)) {
            boolean isOrder = hidden.sign() != Sign.OUT_OF_SIGHT || speech.orders(hidden.shown());
            if (isOrder) {
                add(passage, hidden.index(), EnumSet.of(hidden.sign()), true, hidden.shown());
            }
        }
        boolean isTold = audience.reads(passage);
        if (text.length() < LEAST || (!isTold && speech.isWatched(passage.name()))) {
            return;
        }
        judge(passage, isTold, Set.of());
        var comment = COMMENT.matcher(text);
        while (comment.find()) {
            if (speech.orders(comment.group(1))) {
                add(passage, comment.start(), EnumSet.of(Sign.OUT_OF_SIGHT), isTold, comment.group(1));
            }
        }
        for (var encoded : Encoded.in(text)) {
            if (isTold && speech.orders(encoded.text())) {
                add(passage, encoded.index(), EnumSet.of(Sign.ENCODED), true, encoded.text());
            } else {
                judge(passage.holding(encoded.text(), encoded.index()), true, EnumSet.of(Sign.ENCODED));
            }
        }
        if (isTold && text.chars().noneMatch(c -> c >= 0x80 && Character.isLetter(c))) {
            judge(passage.holding(Encoded.rotated(text), 0), true, EnumSet.of(Sign.ENCODED));
        }
    }

    /** What the sentences of a text hold; those that stand together are one finding. */
    private void judge(Passage passage, boolean isTold, Set<Sign> beside) {
        boolean isLongName = passage.text().indexOf(' ') < 0
                && passage.text().chars().filter(c -> c == '_').count() >= WORDS_OF_NAME;
        var text = isLongName ? passage.text().replace('_', ' ') : passage.text();
        if (text.indexOf(' ') < 0 && text.chars().allMatch(c -> c < 0x80)) {
            return;
        }
        var signs = EnumSet.noneOf(Sign.class);
        int first = -1;
        int last = -1;
        int end = 0;
        int n = 0;
        for (var span : Sentences.of(text)) {
            var here = speech.signs(Hidden.plain(text.substring(span.from(), span.to())), isTold || isLongName, n == 0);
            if (isLongName) {
                here.removeIf(sign -> sign != Sign.FILES);
            }
            if (!here.isEmpty()) {
                if (n - last > NEIGHBOURS) {
                    found(passage, first, end, signs, isTold, beside);
                    signs = EnumSet.noneOf(Sign.class);
                }
                first = signs.isEmpty() ? span.from() : first;
                signs.addAll(here);
                last = n;
                end = span.to();
            }
            n++;
        }
        found(passage, first, end, signs, isTold, beside);
    }

    private void found(Passage passage, int from, int to, Set<Sign> signs, boolean isTold, Set<Sign> beside) {
        // of what it is that the model is not to speak makes the difference
        if (signs.isEmpty() || signs.equals(EnumSet.of(Sign.FAINT_SILENCE))) {
            return;
        }
        var all = EnumSet.copyOf(signs);
        all.addAll(beside);
        int start = from;
        while (start < to && Character.isWhitespace(passage.text().charAt(start))) {
            start++;
        }
        add(passage, start, all, isTold, passage.text().substring(start, to));
    }

    private void add(Passage passage, int index, Set<Sign> signs, boolean isTold, String text) {
        found.add(new Misleading(
                passage.file(), passage.position(index), signs, isTold, speech.quotes(text, signs, isTold), text));
    }

    /** What only the interpreter sees, because it is put together of parts. */
    private void assembled(Source source, List<Passage> passages) {
        var literal = new HashSet<String>();
        passages.forEach(each -> literal.add(each.text().strip()));
        var seen = new HashSet<String>();
        found.forEach(each -> seen.add(each.file().path()));
        for (var told : source.evidence().told()) {
            var file = source.text(told.file());
            boolean isNew =
                    !seen.contains(told.file()) && !literal.contains(told.text().strip());
            if (file.isPresent() && isNew && found.size() < MOST) {
                var places = new int[told.text().length()];
                Arrays.fill(places, told.position());
                judge(new Passage(file.get(), told.text(), places, "", false), true, Set.of());
            }
        }
    }
}
