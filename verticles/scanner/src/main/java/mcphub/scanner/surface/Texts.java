package mcphub.scanner.surface;

import java.util.List;
import java.util.Locale;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** What texts can do. */
final class Texts {
    private static final int LONGEST = 200_000;

    private Texts() {}

    /** Null where it is nothing that texts can do. */
    static @Nullable Term method(String name, String text, List<Term> args) {
        String first = args.isEmpty() ? "" : Terms.text(args.getFirst());
        boolean isKnown = text.indexOf(Term.HOLE) < 0 && first.indexOf(Term.HOLE) < 0;
        return switch (name) {
            case "trim", "strip" -> new Lit(text.strip());
            case "toLowerCase", "lower" -> new Lit(text.toLowerCase(Locale.ROOT));
            case "toUpperCase", "upper" -> new Lit(text.toUpperCase(Locale.ROOT));
            case "concat" -> Terms.lit(text + first);
            case "toString", "valueOf" -> new Lit(text);
            case "replace", "replaceAll" -> replaced(name, text, args);
            case "split" ->
                isKnown && !first.isEmpty()
                        ? Lst.of(List.of(text.split(java.util.regex.Pattern.quote(first), -1)).stream()
                                .map(Lit::new)
                                .toList())
                        : Unknown.UNKNOWN;
            case "startsWith", "startswith" -> isKnown ? new Lit(text.startsWith(first)) : Unknown.UNKNOWN;
            case "endsWith", "endswith" -> isKnown ? new Lit(text.endsWith(first)) : Unknown.UNKNOWN;
            case "includes" -> isKnown ? new Lit(text.contains(first)) : Unknown.UNKNOWN;
            case "join" -> {
                var list = Terms.list(args.isEmpty() ? Term.NOTHING : args.getFirst());
                yield Terms.lit(Terms.joined(text, list));
            }
            case "repeat" ->
                Terms.now(args.isEmpty() ? Term.NOTHING : args.getFirst()) instanceof Lit(Double times)
                                && times >= 0
                                && times * text.length() < LONGEST
                        ? new Lit(text.repeat(times.intValue()))
                        : Unknown.UNKNOWN;
            case "map", "forEach", "filter" -> null;
            default -> Unknown.UNKNOWN;
        };
    }

    private static Term replaced(String name, String text, List<Term> args) {
        String from = args.isEmpty() ? null : Terms.exact(args.getFirst());
        String to = args.size() < 2 ? null : Terms.exact(args.get(1));
        if (from == null || to == null || from.isEmpty()) {
            return new Lit(String.valueOf(Term.HOLE));
        }
        int at = text.indexOf(from);
        return Terms.lit(
                name.equals("replaceAll")
                        ? text.replace(from, to)
                        : at < 0 ? text : text.substring(0, at) + to + text.substring(at + from.length()));
    }

    /** A text that stands in a function, without the blanks that only keep it in place there. */
    static String clean(String text) {
        var lines = List.of(text.replace("\t", "    ").split("\n", -1));
        int margin = lines.stream()
                .skip(1)
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        var clean = new StringBuilder(lines.getFirst().strip());
        lines.stream()
                .skip(1)
                .forEach(line -> clean.append('\n')
                        .append(line.length() >= margin ? line.substring(margin).stripTrailing() : ""));
        return clean.toString().strip();
    }

    /** With one blank between words: how lines are broken says nothing. */
    static String plain(String text) {
        return text.replace(Term.HOLE, '…').strip().replaceAll("\\s+", " ");
    }
}
