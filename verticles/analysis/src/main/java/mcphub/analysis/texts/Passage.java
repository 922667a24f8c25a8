package mcphub.analysis.texts;

import java.util.Arrays;
import java.util.Set;
import mcphub.analysis.reading.TextFile;

/**
 * A text as a program makes it: the pieces of it that stand side by side in the source are one, escapes are what they stand for.
 *
 * @param at for each character of the text its position in the file
 * @param name the key, parameter or variable that it is given to, or the function that is called with it; empty where there is none
 * @param isKey whether it is a name itself: of a property or a function
 */
@SuppressWarnings("ArrayRecordComponent") // is compared with none, and there are as many as characters
record Passage(TextFile file, String text, int[] at, String name, boolean isKey) {
    private static final Set<String> NAMING = Set.of(
            "name",
            "tool",
            "registerTool",
            "addTool",
            "prompt",
            "registerPrompt",
            "Tool",
            "Server",
            "FastMCP",
            "McpServer");

    /** Whether it is handed over as a name of a server, tool or prompt. */
    boolean isName() {
        return NAMING.contains(name);
    }

    /** Where in the file a character of the text stands. */
    int position(int index) {
        return at.length == 0 ? 0 : at[Math.min(index, at.length - 1)];
    }

    /** Another text that stands at a place of this one, as what was encoded there. */
    Passage holding(String other, int index) {
        var places = new int[other.length()];
        Arrays.fill(places, position(index));
        return new Passage(file, other, places, name, isKey);
    }
}
