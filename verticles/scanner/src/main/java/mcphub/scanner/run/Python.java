package mcphub.scanner.run;

import java.util.Set;

/** What programs in Python have without asking for it. Their names are kept apart from those of JavaScript: {@code py:open} opens a file, {@code open} the desktop. */
final class Python {
    static final String PREFIX = "py:";

    private static final Set<String> BUILTINS = Words.of(
            "str repr bytes int float bool complex len list tuple set frozenset dict sorted reversed enumerate zip map "
                    + "filter iter next min max sum abs round any all isinstance issubclass getattr setattr hasattr open eval "
                    + "exec compile __import__ print input format range ord chr hex hash id type vars globals locals exit quit "
                    + "bytearray callable");

    private Python() {}

    static boolean is(Frame frame) {
        return is(frame.file);
    }

    static boolean is(String file) {
        return file.endsWith(".py") || file.endsWith(".pyw");
    }

    static boolean isBuiltin(String name) {
        return BUILTINS.contains(name);
    }
}
