package mcphub.scanner.parse;

import java.nio.charset.StandardCharsets;

/** The texts of nodes. */
class Nodes {
    final byte[] bytes;
    final String file;

    Nodes(byte[] bytes, String file) {
        this.bytes = bytes;
        this.file = file;
    }

    String text(Syntax node) {
        return text(node.start, node.end);
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
