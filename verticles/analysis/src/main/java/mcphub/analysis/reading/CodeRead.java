package mcphub.analysis.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.analysis.source.LeftOut;
import mcphub.analysis.source.SourceFile;

/** How much of the code that runs was read. */
final class CodeRead {
    private CodeRead() {}

    /** As {@link Source#unreadCode()} has it. */
    static List<String> unread(Source source) {
        return Stream.of(unknown(source), source.unjudged().keySet().stream(), source.shells().stream())
                .flatMap(paths -> paths)
                .sorted()
                .distinct()
                .toList();
    }

    /** What is too large, or a link: nobody can tell what it leads to, or whether something leads to it. */
    private static Stream<String> unknown(Source source) {
        var reached = source.reached();
        return Stream.of(
                        source.oversized().stream().map(SourceFile::path).filter(path -> isProductCode(path, reached)),
                        source.leftOut(left -> left.reason().isLink()).stream()
                                .map(LeftOut::path)
                                .filter(path -> isProductCode(path, reached)),
                        source.behind().oversized().keySet().stream())
                .flatMap(paths -> paths);
    }

    /** As {@link Source#shells()} has it. */
    static List<String> scripts(Source source) {
        var disguised = source.ways().disguised();
        var binaries = source.binaries().stream().map(BinaryFile::path).collect(Collectors.toSet());
        return source.reached().stream()
                .filter(path -> !PackageFiles.isData(path) || disguised.unread().contains(path))
                .filter(path -> binaries.contains(path)
                        || source.text(path)
                                .map(disguised::read)
                                .filter(file -> !file.language().isCode()
                                        || disguised.unread().contains(path))
                                .isPresent())
                .toList();
    }

    /** What entry points name is code, whatever it is called. */
    private static boolean isProductCode(String path, Set<String> reached) {
        return reached.contains(path) || new TextFile(path, "").isProductCode();
    }

    /** As {@link Source#codeReadPercent()} has it. */
    static int percent(Source source) {
        return percent(source, file -> true, path -> true);
    }

    /** As {@link Source#parsedPercent()} has it. */
    static int parsedPercent(Source source) {
        var reached = source.reached();
        // where something is reached that nobody can name, everything may be
        boolean isAll = !source.ways().isKnown() || source.ways().open() != null;
        return percent(source, file -> file.language().isScanned(), path -> isAll || reached.contains(path));
    }

    /** As {@link Source#isReadByRules()} has it. */
    static boolean isByRules(Source source) {
        var reached = source.reached();
        return size(source, file -> !file.language().isScanned())
                > size(
                        source,
                        file -> file.language().isScanned()
                                && (!source.ways().isKnown() || reached.contains(file.path())));
    }

    private static long size(Source source, Predicate<TextFile> which) {
        return source.productCode().stream()
                .filter(which)
                .mapToLong(file -> file.text().length())
                .sum();
    }

    /** How much of these files counts as read, rounded down; less than 100 where anything was not, and 100 of nothing. */
    private static int percent(Source source, Predicate<TextFile> counts, Predicate<String> which) {
        var unread = new HashSet<>(source.unreadCode().stream().filter(which).toList());
        long missing = source.oversized().stream()
                .filter(file -> unread.contains(file.path()))
                .mapToLong(SourceFile::size)
                .sum();
        missing += source.binaries().stream()
                .filter(file -> unread.contains(file.path()))
                .mapToLong(BinaryFile::size)
                .sum();
        missing += source.behind().oversized().entrySet().stream()
                .filter(file -> unread.contains(file.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        missing += unread.stream()
                .flatMap(path -> source.text(path).stream())
                .mapToLong(file -> file.text().length())
                .sum();
        long read = 0;
        for (var file : source.productCode()) {
            boolean isCounted = which.test(file.path()) && !unread.contains(file.path());
            if (isCounted && counts.test(file)) {
                read += file.text().length();
            } else if (isCounted) {
                missing += file.text().length();
            }
        }
        return unread.isEmpty() && missing == 0 ? 100 : (int) Math.min(99, read * 100 / Math.max(1, read + missing));
    }
}
