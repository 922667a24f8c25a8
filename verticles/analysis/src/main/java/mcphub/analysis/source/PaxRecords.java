package mcphub.analysis.source;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The records {@code "<length> <key>=<value>\n"} of a pax extended header (POSIX.1-2001) that change what is unpacked. */
record PaxRecords(Optional<String> path, Optional<String> size) {

    /** Reads a whole extended header; refuses damaged ones, keys said twice, and sparse files. */
    static PaxRecords parse(byte[] bytes, String entryName) {
        var records = new LinkedHashMap<String, String>();
        var at = 0;
        while (at < bytes.length) {
            var space = at;
            var length = 0;
            while (space < bytes.length && space - at < 8 && bytes[space] >= '0' && bytes[space] <= '9') {
                length = length * 10 + (bytes[space] - '0');
                space++;
            }
            var end = at + length;
            if (space == at
                    || end > bytes.length
                    || end <= space + 1
                    || bytes[space] != ' '
                    || bytes[end - 1] != '\n') {
                throw damaged(entryName);
            }
            keep(records, bytes, space + 1, end - 1, entryName);
            at = end;
        }
        return new PaxRecords(said(records, "path"), said(records, "size"));
    }

    private static void keep(Map<String, String> records, byte[] bytes, int from, int to, String entryName) {
        var equals = from;
        while (equals < to && bytes[equals] != '=') {
            equals++;
        }
        if (equals == to || equals == from) {
            throw damaged(entryName);
        }
        var key = TarHeader.utf8(bytes, from, equals - from);
        if (key.startsWith("GNU.sparse.")) {
            throw SourceRejected.entry(entryName, "is a sparse file; only plain files, folders and links are accepted");
        }
        if (!key.equals("path") && !key.equals("size")) {
            return; // times, owners, attributes: nothing that we unpack, and their values need not be text
        }
        if (records.put(key, TarHeader.utf8(bytes, equals + 1, to - equals - 1)) != null) {
            throw SourceRejected.entry(entryName, "has an extended header that says \"" + key + "\" twice");
        }
    }

    private static Optional<String> said(Map<String, String> records, String key) {
        return Optional.ofNullable(records.get(key)).filter(value -> !value.isEmpty());
    }

    private static SourceRejected damaged(String entryName) {
        return SourceRejected.entry(entryName, "is a damaged extended header");
    }
}
