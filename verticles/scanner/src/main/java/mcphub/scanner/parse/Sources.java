package mcphub.scanner.parse;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import mcphub.scanner.code.St;
import org.jspecify.annotations.Nullable;

/** Reads files into the small form, by their language. */
public final class Sources {
    private final Parser parser = new Parser();

    /**
     * What a file says.
     *
     * @param doubt what of it was not understood; null where all was
     */
    public record Read(List<St> statements, @Nullable String doubt) {}

    /** The statements of a file. */
    public Read read(String path, String text) {
        String name = path.toLowerCase(Locale.ROOT);
        var grammar = grammar(name);
        byte[] bytes = Parser.bytes(text);
        Syntax whole = parser.parse(text, grammar);
        var statements = grammar == Parser.Grammar.PYTHON
                ? new PyStatements(bytes, path).whole(whole)
                : importsFirst(new JsStatements(bytes, path).body(whole));
        return new Read(statements, doubt(whole, bytes));
    }

    /** A module is loaded before anything of who imports it runs, wherever in the file that stands. */
    private static List<St> importsFirst(List<St> statements) {
        return Stream.concat(
                        statements.stream().filter(each -> each instanceof St.Import),
                        statements.stream().filter(each -> !(each instanceof St.Import)))
                .toList();
    }

    private static Parser.Grammar grammar(String name) {
        if (name.endsWith(".py") || name.endsWith(".pyw")) {
            return Parser.Grammar.PYTHON;
        }
        if (name.endsWith(".tsx")) {
            return Parser.Grammar.TSX;
        }
        return name.endsWith(".ts") || name.endsWith(".mts") || name.endsWith(".cts")
                ? Parser.Grammar.TYPESCRIPT
                : Parser.Grammar.JAVASCRIPT;
    }

    /** What the parser went over because it is nothing that it knows: it need not be wrong, and may do anything. */
    private static @Nullable String doubt(Syntax whole, byte[] bytes) {
        var waiting = new ArrayDeque<Syntax>(List.of(whole));
        int missed = 0;
        int first = Integer.MAX_VALUE;
        while (!waiting.isEmpty()) {
            Syntax each = waiting.removeLast();
            if (each.type.equals("ERROR")) {
                missed += each.end - each.start;
                first = Math.min(first, each.start);
            } else {
                waiting.addAll(each.kids);
            }
        }
        if (missed == 0) {
            return null;
        }
        int line = 1;
        for (int i = 0; i < first; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return missed + " of its " + bytes.length + " bytes are nothing that the parser knows, the first in line "
                + line;
    }
}
