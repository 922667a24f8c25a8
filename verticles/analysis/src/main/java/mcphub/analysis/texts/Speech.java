package mcphub.analysis.texts;

import com.google.re2j.Pattern;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Understands what a sentence asks of the model, by small lists of words that the catalogue has. */
final class Speech {
    private static final int BEFORE = 90;
    /** Characters of sentences that are looked at; some seconds of work. */
    private static final int MOST = 1_000_000;

    private long looked;
    private final Map<String, Pattern> words = new HashMap<>();
    private final Map<String, List<String>> lists;
    private final Set<String> any;
    private final Own own;

    /** The lists are patterns in lower case, of which any is enough. */
    Speech(Map<String, List<String>> lists, Own own) {
        this.lists = lists;
        this.any = Set.copyOf(lists.getOrDefault("any", List.of()));
        this.own = own;
    }

    /** In lower case, with single blanks. */
    private static String plain(String text) {
        var plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = Character.isWhitespace(text.charAt(i)) ? ' ' : Character.toLowerCase(text.charAt(i));
            if (c != ' ' || plain.isEmpty() || plain.charAt(plain.length() - 1) != ' ') {
                plain.append(c);
            }
        }
        return plain.toString().strip();
    }

    /** Most sentences have none of the words that anything rests on. */
    private boolean isWorthALook(String text) {
        int from = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c >= 0x400 && Character.isLetter(c)) {
                return true;
            }
            if (Character.isLetterOrDigit(c) || c == '_') {
                from = from < 0 ? i : from;
            } else if (from >= 0) {
                var word = text.substring(from, i);
                if (any.contains(word) || word.indexOf('_') > 0) {
                    return true;
                }
                from = -1;
            }
        }
        return false;
    }

    private boolean has(String name, String text) {
        return pattern(name).matcher(text).find();
    }

    private Pattern pattern(String name) {
        return words.computeIfAbsent(name, missing -> {
            var any = lists.get(missing);
            if (any == null) {
                throw new IllegalArgumentException("the catalogue has no list '" + missing + "'");
            }
            return Pattern.compile("(?:" + String.join(")|(?:", any) + ")");
        });
    }

    /**
     * What a sentence holds.
     *
     * @param isTold whether it is known that the model reads it
     * @param isFirst whether it opens the text: there a tool is described in the words of an order
     */
    Set<Sign> signs(String sentence, boolean isTold, boolean isFirst) {
        var signs = EnumSet.noneOf(Sign.class);
        var text = plain(sentence);
        if (!isWorthALook(text)) {
            return signs;
        }
        looked += text.length();
        if (isSpent()) {
            return signs;
        }
        if (has("silence", text) && !has("silence_unless", text)) {
            signs.add(Sign.SILENCE);
        } else if (has("faint_silence", text)) {
            signs.add(Sign.FAINT_SILENCE);
        }
        // "do not say that you read it" refuses to say, not to read
        var rest = pattern("silence_words").matcher(text).replaceAll(" ");
        var asked = asked(rest);
        if (!asked.isEmpty()) {
            taken(rest, asked, isTold, isFirst, signs);
        }
        credentials(rest, isTold, signs);
        others(rest, isTold, signs);
        if (has("override", text)) {
            signs.add(Sign.OVERRIDE);
        }
        if (has("recipient", rest) && !has("example", rest)) {
            signs.add(Sign.RECIPIENT);
        }
        if (has("consent", text) && !has("consent_unless", text)) {
            signs.add(Sign.CONSENT);
        }
        if (has("pressure", text)) {
            signs.add(Sign.PRESSURE);
        }
        return signs;
    }

    /** Whether a text that nobody is known to tell is one of those that its package looks for, by what it is called. */
    boolean isWatched(String name) {
        return has("watchers", name);
    }

    /** Whether so much was looked at that what comes now is not. */
    boolean isSpent() {
        return looked > MOST;
    }

    /** Whether a text is an order to whoever reads it, of any kind. */
    boolean orders(String text) {
        return has("orders", plain(text));
    }

    /** Whether what a sentence holds stands in quotes, as an example of what others write. */
    boolean quotes(String sentence, Set<Sign> signs, boolean isTold) {
        var text = plain(sentence);
        if (!has("quoting", text) || !has("quoted", text)) {
            return false;
        }
        var rest = signs(pattern("quoted").matcher(text).replaceAll(" "), isTold, false);
        return signs.stream().noneMatch(rest::contains);
    }

    private boolean opens(String text) {
        var matcher = pattern("take").matcher(text.strip());
        return matcher.find() && matcher.start() == 0;
    }

    /** Which lists of things that are not the server's own the sentence has one of, and does not refuse. */
    private Set<String> asked(String text) {
        return Stream.of("secret_files", "others_secrets", "private", "host", "conversation")
                .filter(list -> asks(list, text))
                .collect(Collectors.toSet());
    }

    private void taken(String text, Set<String> asked, boolean isTold, boolean isFirst, Set<Sign> signs) {
        boolean isHeld = has("pass_on", text) || (isTold && has("hold", text));
        boolean isTaken = isHeld || (has("take", text) && !(isFirst && opens(text)));
        boolean isSecret = asked.contains("secret_files") || asked.contains("others_secrets");
        if ((isSecret && isTaken && (isHeld || isTold)) || (asked.contains("private") && isHeld)) {
            signs.add(Sign.FILES);
        }
        boolean isWhole = isTaken || has("all_of", text);
        if (asked.contains("host") && isWhole) {
            signs.add(Sign.HOST);
        }
        if (asked.contains("conversation") && isWhole) {
            signs.add(Sign.CONVERSATION);
        }
    }

    private void credentials(String text, boolean isTold, Set<Sign> signs) {
        boolean isAsked = asks("asked_secrets", text) && (isTold || has("asks_user", text));
        boolean isOthers = isTold && !isAsked && asks("named_secrets", text);
        boolean isSentence = text.chars().filter(c -> c == ' ').count() >= 2;
        if ((isAsked || isOthers) && isSentence && !has("reports", text)) {
            signs.add(Sign.CREDENTIALS);
        }
    }

    private boolean asks(String list, String text) {
        return has(list, text) && !refuses(text, list) && !isOwn(text, list);
    }

    private void others(String text, boolean isTold, Set<Sign> signs) {
        if (has("other_tools", text) && !refuses(text, "other_tools")) {
            signs.add(Sign.OTHER_TOOLS);
            return;
        }
        boolean isTheirs = names("undeclared", text) > 0 || names("discredited", text) > 0;
        boolean isUsed = names("named_tool", text) > 0 && has("pass_on", text);
        boolean areNamed = isTold && names("verbs", text) > 1;
        if ((isTheirs && isTold) || ((isTheirs || isUsed || areNamed) && has("orders", text))) {
            signs.add(Sign.OTHER_TOOLS);
        }
    }

    /** How many names of somebody else's tools a text has. */
    private int names(String list, String text) {
        var names = new HashSet<String>();
        var matcher = pattern(list).matcher(text);
        while (matcher.find()) {
            var name = "";
            for (int group = 1; group <= matcher.groupCount(); group++) {
                name = matcher.group(group) == null ? name : matcher.group(group);
            }
            boolean isMine = !name.isEmpty() && (own.knows(name) || own.isAbout(name) || has("common_tools", name));
            if (!isMine && !isRefused(text, matcher.start(), matcher.start())) {
                names.add(name);
            }
        }
        return names.size();
    }

    /** Whether it is only said that it must not, or does not, happen. */
    private boolean refuses(String text, String list) {
        if (has("refused_after", text)) {
            return true;
        }
        var matcher = pattern(list).matcher(text);
        while (matcher.find()) {
            if (isRefused(text, matcher.start(), matcher.end())) {
                return true;
            }
        }
        return false;
    }

    private boolean isRefused(String text, int at, int end) {
        var before = text.substring(Math.max(0, at - BEFORE), at);
        int cut = Math.max(before.lastIndexOf(". "), Math.max(before.lastIndexOf(';'), before.lastIndexOf(':')));
        cut = Math.max(cut, Math.max(before.lastIndexOf(", but "), before.lastIndexOf(" and then ")));
        return has("refused", before.substring(cut + 1) + text.substring(at, end));
    }

    /** Whether the server is about just this, by its own names. */
    private boolean isOwn(String text, String list) {
        var matcher = pattern(list).matcher(text);
        while (matcher.find()) {
            if (!own.isAbout(matcher.group())) {
                return false;
            }
        }
        return true;
    }
}
