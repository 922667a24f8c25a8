package mcphub.analysis.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mcphub.analysis.source.LeftOut;
import mcphub.analysis.source.SourceFile;

/** How much of the code that runs was read. */
final class CodeRead {
    private CodeRead() {}

    /** As {@link Source#unreadCode()} has it. */
    static List<String> unread(Source source) {
        var reached = source.reached();
        return Stream.of(
                        source.oversized().stream().map(SourceFile::path).filter(path -> isProductCode(path, reached)),
                        source.leftOut(left -> left.reason().isLink()).stream()
                                .map(LeftOut::path)
                                .filter(path -> isProductCode(path, reached)),
                        source.behind().oversized().keySet().stream(),
                        source.unjudged().keySet().stream(),
                        source.shells().stream())
                .flatMap(paths -> paths)
                .sorted()
                .toList();
    }

    /** What entry points name is code, whatever it is called. */
    private static boolean isProductCode(String path, Set<String> reached) {
        return reached.contains(path) || new TextFile(path, "").isProductCode();
    }

    /** As {@link Source#codeReadPercent()} has it. */
    static int percent(Source source) {
        var unread = new HashSet<>(source.unreadCode());
        long missing = source.oversized().stream()
                .filter(file -> unread.contains(file.path()))
                .mapToLong(SourceFile::size)
                .sum();
        missing += source.behind().oversized().values().stream()
                .mapToLong(size -> size)
                .sum();
        missing += Stream.concat(source.unjudged().keySet().stream(), source.shells().stream())
                .mapToLong(path ->
                        source.text(path).map(file -> file.text().length()).orElse(0))
                .sum();
        long read = source.productCode().stream()
                .filter(file -> !unread.contains(file.path()))
                .mapToLong(file -> file.text().length())
                .sum();
        return unread.isEmpty() ? 100 : (int) Math.min(99, read * 100 / Math.max(1, read + missing));
    }
}
