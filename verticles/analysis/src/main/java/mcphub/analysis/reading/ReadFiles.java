package mcphub.analysis.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mcphub.analysis.source.LeftOut;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;

/**
 * Files, each read once, told apart into text, binaries and what is not read.
 *
 * @param texts by path
 * @param binaries in the order of their paths
 * @param oversized too large to be read as text, or to be unpacked at all, in the order of their paths
 */
record ReadFiles(Map<String, TextFile> texts, List<BinaryFile> binaries, List<SourceFile> oversized) {
    static final int TEXT_LIMIT = 2 * 1024 * 1024;
    private static final int HEAD_LIMIT = 64 * 1024 * 1024;

    /** Reads all of a tree, and has the texts below a folder, which ends in a slash. */
    static ReadFiles of(SourceTree tree, String folder) {
        var read = new ReadFiles(new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
        tree.files().forEach(file -> read.add(new SourceFile(folder + file.path(), file.size(), file.content())));
        tree.leftOut().stream()
                .filter(left -> left.reason() == LeftOut.Reason.TOO_LARGE)
                .forEach(left -> read.oversized.add(new SourceFile(folder + left.path(), left.size(), () -> {
                    throw new IllegalStateException("The file was too large to be unpacked.");
                })));
        read.oversized.sort(Comparator.comparing(SourceFile::path));
        return read;
    }

    private void add(SourceFile file) {
        if (file.size() > HEAD_LIMIT) {
            oversized.add(file);
            return;
        }
        byte[] bytes = file.content().get();
        // what is code by its name or its first line is read as such: a character that no text has would hide all of it
        boolean isCode = Language.of(file.path()).isCode() || (bytes.length > 1 && bytes[0] == '#' && bytes[1] == '!');
        if (file.size() > TEXT_LIMIT) {
            oversized.add(file);
        }
        if (BinaryFile.isBinary(bytes) && !isCode) {
            var magic = HexFormat.of().formatHex(bytes, 0, Math.min(8, bytes.length));
            binaries.add(new BinaryFile(file.path(), file.size(), magic));
        } else if (file.size() <= TEXT_LIMIT) {
            texts.put(file.path(), new TextFile(file.path(), SourceFile.text(bytes)));
        }
    }
}
