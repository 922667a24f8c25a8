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

    enum Grammar {
        JAVASCRIPT,
        TYPESCRIPT,
        PYTHON
    }

    private final Map<Grammar, TSLanguage> languages = new HashMap<>();
    private final Map<Grammar, Map<Integer, String>> symbols = new HashMap<>();

    /** A text that is nested deeper than is read. */
    static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooDeep() {
            super("it is nested deeper than " + DEEPEST);
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
     * @throws TooDeep before the parser sees the text
     */
    Syntax parse(String text, Grammar grammar) {
        requireShallow(text);
        try (var parser = new TSParser()) {
            parser.setLanguage(language(grammar));
            try (var tree = parser.parseString(null, text)) {
                return copy(tree.getRootNode(), symbols.computeIfAbsent(grammar, g -> new HashMap<>()));
            }
        }
    }

    private static void requireShallow(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                if (++depth > DEEPEST) {
                    throw new TooDeep();
                }
            } else if ((c == ')' || c == ']' || c == '}') && depth > 0) {
                depth--;
            }
        }
    }

    private static Syntax copy(TSNode root, Map<Integer, String> symbols) {
        try (var cursor = new TSTreeCursor(root)) {
            var stack = new ArrayDeque<Syntax>();
            Syntax top = node(cursor, symbols);
            stack.push(top);
            boolean down = cursor.gotoFirstChild();
            while (!stack.isEmpty()) {
                if (down) {
                    Syntax made = node(cursor, symbols);
                    if (made.isNamed || made.field != null || Character.isLetter(made.type.charAt(0))) {
                        stack.getFirst().kids.add(made);
                    }
                    stack.push(made);
                    down = cursor.gotoFirstChild();
                } else {
                    stack.pop();
                    if (stack.isEmpty()) {
                        break;
                    }
                    down = cursor.gotoNextSibling();
                    if (!down) {
                        cursor.gotoParent();
                    }
                }
            }
            return top;
        }
    }

    private static Syntax node(TSTreeCursor cursor, Map<Integer, String> symbols) {
        TSNode node = cursor.currentNode();
        String type = symbols.computeIfAbsent(node.getSymbol(), s -> node.getType());
        return new Syntax(type, field(cursor), node.isNamed(), node.getStartByte(), node.getEndByte());
    }

    private static @Nullable String field(TSTreeCursor cursor) {
        return cursor.currentFieldId() == 0 ? null : cursor.currentFieldName();
    }

    /** The bytes that offsets are about. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
