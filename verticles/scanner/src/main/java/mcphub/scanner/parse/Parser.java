package mcphub.scanner.parse;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/** Makes syntax trees by tree-sitter, whose parsers are native code: they belong into a process that may die. */
final class Parser {
    /** Deeper than anybody nests by hand, and than bundlers do. */
    private static final int DEEPEST = 600;

    private static final int FEW = 100;

    enum Grammar {
        JAVASCRIPT,
        TYPESCRIPT,
        TSX,
        PYTHON
    }

    /** What is the same of all nodes of a kind; a word is what has a name, or is one. */
    private record Symbol(String type, boolean isNamed, boolean isWord) {}

    private final Map<Grammar, MemorySegment> languages = new HashMap<>();
    private final Map<Grammar, Map<Short, Symbol>> symbols = new HashMap<>();
    private final Map<Grammar, Map<Short, String>> fields = new HashMap<>();

    /** A text that no parser is shown. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }

    private MemorySegment language(Grammar grammar) {
        return languages.computeIfAbsent(grammar, made -> switch (made) {
            case JAVASCRIPT -> Native.language(new TreeSitterJavascript(), "tree_sitter_javascript");
            case TYPESCRIPT -> Native.language(new TreeSitterTypescript(), "tree_sitter_typescript");
            case TSX -> Native.language(new TreeSitterTsx(), "tree_sitter_tsx");
            case PYTHON -> Native.language(new TreeSitterPython(), "tree_sitter_python");
        });
    }

    /**
     * Parses it; what is no code that it knows is a node of its own kind in the tree.
     *
     * @throws Refused before the parser sees the text
     */
    Syntax parse(String text, Grammar grammar) {
        requireText(text);
        requireShallow(text);
        try {
            return tree(bytes(text), grammar);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private Syntax tree(byte[] text, Grammar grammar) throws Throwable {
        MemorySegment parser = (MemorySegment) Native.PARSER_NEW.invokeExact();
        MemorySegment tree = MemorySegment.NULL;
        try (var arena = Arena.ofConfined()) {
            if (!(boolean) Native.SET_LANGUAGE.invokeExact(parser, language(grammar))) {
                throw new IllegalStateException("The grammar is of another version than the parser: " + grammar);
            }
            var copied = arena.allocate(Math.max(1, text.length));
            MemorySegment.copy(text, 0, copied, ValueLayout.JAVA_BYTE, 0, text.length);
            tree = (MemorySegment) Native.PARSE.invokeExact(parser, MemorySegment.NULL, copied, text.length);
            if (tree.address() == 0) {
                throw new IllegalStateException("The parser gave no tree");
            }
            return copy(
                    tree,
                    arena,
                    symbols.computeIfAbsent(grammar, g -> new HashMap<>()),
                    fields.computeIfAbsent(grammar, g -> new HashMap<>()));
        } finally {
            if (tree.address() != 0) {
                Native.TREE_DELETE.invokeExact(tree);
            }
            Native.PARSER_DELETE.invokeExact(parser);
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

    /** Signs that mean nothing are not copied. */
    private static Syntax copy(MemorySegment tree, Arena arena, Map<Short, Symbol> symbols, Map<Short, String> fields)
            throws Throwable {
        var place = SegmentAllocator.prefixAllocator(arena.allocate(Native.NODE));
        MemorySegment root = (MemorySegment) Native.ROOT.invokeExact(place, tree);
        MemorySegment cursor = (MemorySegment) Native.CURSOR_NEW.invokeExact((SegmentAllocator) arena, root);
        try {
            var stack = new ArrayDeque<Syntax>();
            Syntax top = node(root, symbol(root, symbols), null);
            stack.push(top);
            boolean down = (boolean) Native.FIRST_CHILD.invokeExact(cursor);
            while (true) {
                if (down) {
                    MemorySegment node = (MemorySegment) Native.CURRENT.invokeExact(place, cursor);
                    Symbol symbol = symbol(node, symbols);
                    String field = field(cursor, fields);
                    if (symbol.isWord() || field != null) {
                        Syntax made = node(node, symbol, field);
                        stack.getFirst().kids.add(made);
                        if (symbol.isNamed() && (boolean) Native.FIRST_CHILD.invokeExact(cursor)) {
                            stack.push(made);
                            continue;
                        }
                    }
                } else {
                    stack.pop();
                    if (stack.isEmpty()) {
                        return top;
                    }
                    boolean _ = (boolean) Native.PARENT.invokeExact(cursor);
                }
                down = (boolean) Native.NEXT_SIBLING.invokeExact(cursor);
            }
        } finally {
            Native.CURSOR_DELETE.invokeExact(cursor);
        }
    }

    private static Symbol symbol(MemorySegment node, Map<Short, Symbol> symbols) throws Throwable {
        short id = (short) Native.SYMBOL.invokeExact(node);
        Symbol known = symbols.get(id);
        if (known == null) {
            String type = Native.string((MemorySegment) Native.TYPE.invokeExact(node));
            boolean isNamed = (boolean) Native.IS_NAMED.invokeExact(node);
            known = new Symbol(type, isNamed, isNamed || Character.isLetter(type.charAt(0)));
            symbols.put(id, known);
        }
        return known;
    }

    private static Syntax node(MemorySegment node, Symbol symbol, @Nullable String field) throws Throwable {
        int start = (int) Native.START.invokeExact(node);
        return new Syntax(symbol.type(), field, symbol.isNamed(), start, (int) Native.END.invokeExact(node));
    }

    private static @Nullable String field(MemorySegment cursor, Map<Short, String> fields) throws Throwable {
        short id = (short) Native.FIELD.invokeExact(cursor);
        if (id == 0) {
            return null;
        }
        String known = fields.get(id);
        if (known == null) {
            known = Native.string((MemorySegment) Native.FIELD_NAME.invokeExact(cursor));
            fields.put(id, known);
        }
        return known;
    }

    /** The bytes that offsets are about. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
