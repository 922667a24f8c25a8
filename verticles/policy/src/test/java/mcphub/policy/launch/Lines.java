package mcphub.policy.launch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Command lines as tables of tests write them. */
final class Lines {
    private Lines() {}

    /** Words between spaces; {@code ~} in a word stands for a space, and {@code -} alone for no words. */
    static List<String> words(String text) {
        return text == null || text.equals("-")
                ? List.of()
                : List.of(text.split(" ", -1)).stream()
                        .filter(word -> !word.isEmpty())
                        .map(word -> word.replace('~', ' '))
                        .toList();
    }

    /** {@code NAME=value} between spaces. */
    static Map<String, String> variables(String text) {
        var variables = new LinkedHashMap<String, String>();
        for (String one : words(text)) {
            variables.put(one.substring(0, one.indexOf('=')), one.substring(one.indexOf('=') + 1));
        }
        return variables;
    }

    /** Each thing that is judged: {@code good@1.0.0}, {@code good (^1)}, {@code good}; anything of the machine is in brackets. */
    static String shown(List<CommandLine> read) {
        return read.stream()
                .map(one -> one.isLocal()
                        ? "[" + one.name() + "]"
                        : one.name()
                                + (one.version() != null
                                        ? "@" + one.version()
                                        : one.range() == null ? "" : " (" + one.range() + ")")
                                + (one.registry() == null ? "" : " from " + one.registry()))
                .collect(Collectors.joining(", "));
    }
}
