package mcphub.analysis.reading;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import mcphub.scanner.Scanner.Evidence;
import org.jspecify.annotations.Nullable;

/** The code of a source that runs in production, and what a scan shows of it. Not for several threads. */
final class ProductCode {
    private final Source source;
    private final Set<String> reached;
    private final List<TextFile> own;
    private final List<TextFile> all;
    private @Nullable Evidence evidence;

    private ProductCode(Source source) {
        this.source = source;
        this.reached = source.behind().and(source.ways().paths());
        var atInstallation = AtInstallation.files(source);
        this.own = source.texts().stream()
                .map(source.ways().disguised()::read)
                .filter(file -> file.isProductCode()
                        || (file.language().isCode()
                                && (reached.contains(file.path()) || atInstallation.contains(file.path()))))
                .toList();
        this.all = Stream.concat(own.stream(), source.behind().texts().values().stream())
                .toList();
    }

    static ProductCode of(Source source) {
        return new ProductCode(source);
    }

    /** As {@link Source#reached()} has it. */
    Set<String> reached() {
        return reached;
    }

    /** As {@link Source#ownCode()} has it. */
    List<TextFile> own() {
        return own;
    }

    /** As {@link Source#productCode()} has it. */
    List<TextFile> all() {
        return all;
    }

    private Stream<TextFile> scanned() {
        return all.stream().filter(file -> file.language().isScanned());
    }

    /** As {@link Source#evidence()} has it. */
    Evidence evidence() {
        var found = evidence;
        if (found == null) {
            var files = new TreeMap<String, String>();
            scanned().forEach(file -> files.put(file.path(), file.text()));
            found = Scans.scan(files, source.ways().isKnown() ? reached : files.keySet());
            evidence = found;
        }
        return found;
    }

    /** As {@link Source#unjudged()} has it. */
    Map<String, String> unjudged() {
        var unread = evidence().unread();
        var whole = unread.get("");
        if (whole == null) {
            return unread;
        }
        var each = new TreeMap<String, String>();
        scanned().forEach(file -> each.put(file.path(), whole));
        return each;
    }
}
