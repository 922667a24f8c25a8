package mcphub.scanner.parse;

import java.util.List;
import java.util.Locale;
import mcphub.scanner.code.St;

/** Reads files into the small form, by their language. */
public final class Sources {
    private final Parser parser = new Parser();

    /** The statements of a file. */
    public List<St> read(String path, String text) {
        String name = path.toLowerCase(Locale.ROOT);
        if (name.endsWith(".py") || name.endsWith(".pyw")) {
            return new PyStatements(Parser.bytes(text), path).whole(parser.parse(text, Parser.Grammar.PYTHON));
        }
        var grammar = name.endsWith(".ts") || name.endsWith(".mts") || name.endsWith(".cts") || name.endsWith(".tsx")
                ? Parser.Grammar.TYPESCRIPT
                : Parser.Grammar.JAVASCRIPT;
        return new JsStatements(Parser.bytes(text), path).body(parser.parse(text, grammar));
    }
}
