package mcphub.scanner.parse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTreeCursor;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterTypescript;

/** Makes syntax trees by tree-sitter, whose parsers are native code: they belong into a process that may die. */
final class Parser {
    /** Deeper than anybody nests by hand, and than bundlers do. */
    private static final int DEEPEST = 600;

    private static final int FEW = 100;

    enum Grammar {
        JAVASCRIPT,
        TYPESCRIPT,
        PYTHON
    }

    /** What is the same of all nodes of a kind; a word is what has a name, or is one. */
    private record Symbol(String type, boolean isNamed, boolean isWord) {}

    private final Map<Grammar, TSLanguage> languages = new HashMap<>();
    private final Map<Grammar, Map<Integer, Symbol>> symbols = new HashMap<>();
    private final Map<Grammar, Map<Integer, String>> fields = new HashMap<>();

    /** A text that no parser is shown. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private TSLanguage language(Grammar grammar) {
        return languages.computeIfAbsent(grammar, made -> switch (made) {
            case JAVASCRIPT -> new TreeSitterJavascript();
            case TYPESCRIPT -> new TreeSitterTypescript();
            case PYTHON -> new TreeSitterPython();
        });
    }

    /**
     * Parses it; what is no valid code is left out of the tree.
     *
     * @throws Refused before the parser sees the text
     */
    Syntax parse(String text, Grammar grammar) {
        requireText(text);
        requireShallow(text);
        try (var parser = new TSParser()) {
            parser.setLanguage(language(grammar));
            try (var tree = parser.parseString(null, text)) {
                return copy(
                        tree.getRootNode(),
                        symbols.computeIfAbsent(grammar, g -> new HashMap<>()),
                        fields.computeIfAbsent(grammar, g -> new HashMap<>()));
            }
        }
    }

    /** What no editor writes takes the parser a hundred times as long as code does. */
    private static void requireText(String text) {
        long odd = text.chars()
                .filter(c -> c == 0xFFFD || (c < ' ' && "\t\n\r\f".indexOf(c) < 0))
                .count();
        if (odd > FEW && odd > text.length() / 10) {
            throw new Refused("it is no text");
        }
    }

    private static void requireShallow(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                if (++depth > DEEPEST) {
                    throw new Refused("it is nested deeper than " + DEEPEST);
                }
            } else if ((c == ')' || c == ']' || c == '}') && depth > 0) {
                depth--;
            }
        }
    }

    /** Each look at a node is a call of native code: signs that mean nothing are not looked at twice. */
    private static Syntax copy(TSNode root, Map<Integer, Symbol> symbols, Map<Integer, String> fields) {
        try (var cursor = new TSTreeCursor(root)) {
            var stack = new ArrayDeque<Syntax>();
            Syntax top = node(root, symbol(root, symbols), null);
            stack.push(top);
            boolean down = cursor.gotoFirstChild();
            while (true) {
                if (down) {
                    TSNode node = cursor.currentNode();
                    Symbol symbol = symbol(node, symbols);
                    String field = field(cursor, fields);
                    if (symbol.isWord() || field != null) {
                        Syntax made = node(node, symbol, field);
                        stack.getFirst().kids.add(made);
                        if (symbol.isNamed() && cursor.gotoFirstChild()) {
                            stack.push(made);
                            continue;
                        }
                    }
                    down = cursor.gotoNextSibling();
                } else {
                    stack.pop();
                    if (stack.isEmpty()) {
                        return top;
                    }
                    cursor.gotoParent();
                    down = cursor.gotoNextSibling();
                }
            }
        }
    }

    private static Symbol symbol(TSNode node, Map<Integer, Symbol> symbols) {
        return symbols.computeIfAbsent(node.getSymbol(), s -> {
            String type = node.getType();
            boolean isNamed = node.isNamed();
            return new Symbol(type, isNamed, isNamed || Character.isLetter(type.charAt(0)));
        });
    }

    private static Syntax node(TSNode node, Symbol symbol, @Nullable String field) {
        return new Syntax(symbol.type(), field, symbol.isNamed(), node.getStartByte(), node.getEndByte());
    }

    private static @Nullable String field(TSTreeCursor cursor, Map<Integer, String> fields) {
        int id = cursor.currentFieldId();
        return id == 0 ? null : fields.computeIfAbsent(id, i -> cursor.currentFieldName());
    }

    /** The bytes that offsets are about. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
