package mcphub.analysis.reading;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;

/** One version as judges see it: every file read once, told apart into text, binaries and what is too large to read. */
public final class Source {
    private static final int TEXT_LIMIT = 2 * 1024 * 1024;
    private static final int BINARY_HEAD = 8 * 1024;

    private final Origin origin;
    private final Map<String, TextFile> texts = new TreeMap<>();
    private final List<BinaryFile> binaries = new ArrayList<>();
    private final List<SourceFile> oversized = new ArrayList<>();
    private final List<String> paths;
    private final Manifests manifests;

    /** Reads all files; whatever they hold is accepted. */
    public Source(SourceTree tree, Origin origin) {
        this.origin = origin;
        this.paths = tree.files().stream().map(SourceFile::path).toList();
        tree.files().forEach(this::read);
        this.manifests = Manifests.in(texts());
    }

    private void read(SourceFile file) {
        if (file.size() > TEXT_LIMIT) {
            oversized.add(file);
            return;
        }
        byte[] bytes = file.content().get();
        if (isBinary(bytes)) {
            var magic = HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
            binaries.add(new BinaryFile(file.path(), file.size(), magic));
        } else {
            texts.put(file.path(), new TextFile(file.path(), SourceFile.text(bytes)));
        }
    }

    private static boolean isBinary(byte[] bytes) {
        for (int i = 0; i < Math.min(BINARY_HEAD, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Where the version came from. */
    public Origin origin() {
        return origin;
    }

    /** The paths of all files, sorted. */
    public List<String> paths() {
        return paths;
    }

    /** The text files, sorted by path. */
    public List<TextFile> texts() {
        return List.copyOf(texts.values());
    }

    /** The text file at exactly this path. */
    public Optional<TextFile> text(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    /** The files that are not text, sorted by path. */
    public List<BinaryFile> binaries() {
        return List.copyOf(binaries);
    }

    /** The files too large to be read as text, sorted by path. */
    public List<SourceFile> oversized() {
        return List.copyOf(oversized);
    }

    /** The code that runs in production, sorted by path. */
    public List<TextFile> productCode() {
        return texts.values().stream().filter(TextFile::isProductCode).toList();
    }

    /** The manifests that can be read, the outermost first. */
    public List<Manifest> manifests() {
        return manifests.readable();
    }

    /** The manifest that describes the version as a whole, if there is one. */
    public Optional<Manifest> description() {
        return manifests().stream().filter(Manifest::isDescription).findFirst();
    }

    /** The manifests that cannot be read. */
    public List<BrokenManifest> brokenManifests() {
        return manifests.broken();
    }
}
