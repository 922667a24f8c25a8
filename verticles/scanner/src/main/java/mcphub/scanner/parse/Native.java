package mcphub.scanner.parse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;

/**
 * Tree-sitter's C functions themselves, from the library that its Java binding brings and loads: the binding makes an object of every node that is looked at and finds its
 * fields by name, which takes three times as long as parsing. Names and shapes as in {@code tree_sitter/api.h} of 0.26.
 */
@SuppressWarnings("restricted")
final class Native {
    /** {@code TSNode}. */
    static final MemoryLayout NODE =
            MemoryLayout.structLayout(MemoryLayout.sequenceLayout(4, JAVA_INT), ADDRESS, ADDRESS);
    /** {@code TSTreeCursor}. */
    static final MemoryLayout CURSOR = MemoryLayout.structLayout(
            ADDRESS, ADDRESS, MemoryLayout.sequenceLayout(3, JAVA_INT), MemoryLayout.paddingLayout(4));

    private static final SymbolLookup SYMBOLS = symbols();

    static final MethodHandle PARSER_NEW = slow("ts_parser_new", FunctionDescriptor.of(ADDRESS));
    static final MethodHandle PARSER_DELETE = slow("ts_parser_delete", FunctionDescriptor.ofVoid(ADDRESS));
    static final MethodHandle SET_LANGUAGE =
            slow("ts_parser_set_language", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS, ADDRESS));
    static final MethodHandle PARSE =
            slow("ts_parser_parse_string", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, ADDRESS, JAVA_INT));
    static final MethodHandle TREE_DELETE = slow("ts_tree_delete", FunctionDescriptor.ofVoid(ADDRESS));
    static final MethodHandle ROOT = slow("ts_tree_root_node", FunctionDescriptor.of(NODE, ADDRESS));
    static final MethodHandle CURSOR_NEW = slow("ts_tree_cursor_new", FunctionDescriptor.of(CURSOR, NODE));
    static final MethodHandle CURSOR_DELETE = slow("ts_tree_cursor_delete", FunctionDescriptor.ofVoid(ADDRESS));
    static final MethodHandle TYPE = slow("ts_node_type", FunctionDescriptor.of(ADDRESS, NODE));
    static final MethodHandle IS_NAMED = slow("ts_node_is_named", FunctionDescriptor.of(JAVA_BOOLEAN, NODE));
    static final MethodHandle FIELD_NAME =
            slow("ts_tree_cursor_current_field_name", FunctionDescriptor.of(ADDRESS, ADDRESS));

    static final MethodHandle CURRENT = quick("ts_tree_cursor_current_node", FunctionDescriptor.of(NODE, ADDRESS));
    static final MethodHandle FIELD =
            quick("ts_tree_cursor_current_field_id", FunctionDescriptor.of(JAVA_SHORT, ADDRESS));
    static final MethodHandle FIRST_CHILD =
            quick("ts_tree_cursor_goto_first_child", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    static final MethodHandle NEXT_SIBLING =
            quick("ts_tree_cursor_goto_next_sibling", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    static final MethodHandle PARENT =
            quick("ts_tree_cursor_goto_parent", FunctionDescriptor.of(JAVA_BOOLEAN, ADDRESS));
    static final MethodHandle SYMBOL = quick("ts_node_symbol", FunctionDescriptor.of(JAVA_SHORT, NODE));
    static final MethodHandle START = quick("ts_node_start_byte", FunctionDescriptor.of(JAVA_INT, NODE));
    static final MethodHandle END = quick("ts_node_end_byte", FunctionDescriptor.of(JAVA_INT, NODE));

    private Native() {}

    private static SymbolLookup symbols() {
        // what loads the library
        new TSParser().close();
        return SymbolLookup.loaderLookup();
    }

    private static MethodHandle slow(String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), shape);
    }

    /** For those that take next to no time: the collector waits for them. */
    private static MethodHandle quick(String name, FunctionDescriptor shape) {
        return Linker.nativeLinker().downcallHandle(SYMBOLS.findOrThrow(name), shape, Linker.Option.critical(false));
    }

    /**
     * The {@code TSLanguage} of a grammar.
     *
     * @param loaded what loaded its library when it was made
     */
    static MemorySegment language(TSLanguage loaded, String function) {
        try {
            return (MemorySegment)
                    slow(function, FunctionDescriptor.of(ADDRESS)).invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** A C string that lives as long as its grammar. */
    static String string(MemorySegment address) {
        return address.reinterpret(Long.MAX_VALUE).getString(0);
    }
}
