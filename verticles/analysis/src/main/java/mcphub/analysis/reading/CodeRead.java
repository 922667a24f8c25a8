package mcphub.analysis.reading;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import mcphub.analysis.source.LeftOut;
import mcphub.analysis.source.SourceFile;

/** How much of the code that runs was read. */
final class CodeRead {
    private CodeRead() {}

    /** As {@link Source#unreadCode()} has it. */
    static List<String> unread(Source source) {
        return Stream.of(
                        source.oversized().stream().map(SourceFile::path).filter(CodeRead::isProductCode),
                        source.leftOut(left -> left.reason().isLink()).stream()
                                .map(LeftOut::path)
                                .filter(CodeRead::isProductCode),
                        source.unjudged().keySet().stream(),
                        source.shells().stream())
                .flatMap(paths -> paths)
                .sorted()
                .toList();
    }

    private static boolean isProductCode(String path) {
        return new TextFile(path, "").isProductCode();
    }

    /** As {@link Source#codeReadPercent()} has it. */
    static int percent(Source source) {
        var unread = new HashSet<>(source.unreadCode());
        long missing = source.oversized().stream()
                .filter(file -> unread.contains(file.path()))
                .mapToLong(SourceFile::size)
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
