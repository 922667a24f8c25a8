package mcphub.scanner.parse;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The texts of nodes. */
class JsNodes {
    final byte[] bytes;
    final String file;

    JsNodes(byte[] bytes, String file) {
        this.bytes = bytes;
        this.file = file;
    }

    String text(Syntax node) {
        return new String(bytes, node.start, node.end - node.start, StandardCharsets.UTF_8);
    }

    /** Null for one that is computed. */
    @Nullable
    String key(Syntax key) {
        return switch (key.type) {
            case "string" -> string(key);
            case "computed_property_name" -> null;
            default -> text(key);
        };
    }

    String string(Syntax node) {
        var text = new StringBuilder();
        for (Syntax kid : node.kids) {
            switch (kid.type) {
                case "string_fragment" -> text.append(text(kid));
                case "escape_sequence" -> text.append(JsLiterals.unescaped(text(kid)));
                default -> {}
            }
        }
        return text.toString();
    }
}
