package mcphub.analysis.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import mcphub.kernel.licenses.LicenseExpression;

/**
 * What a package.json says of its licence, read in one way wherever it is read. Old forms become what npm's documentation tells to write instead of them: an object is its
 * type, several in a list are a choice.
 */
public final class ManifestLicense {
    private static final int MOST = 50;

    private ManifestLicense() {}

    /** An SPDX expression, or whatever the author wrote; absent where nothing is said. */
    public static Optional<String> of(JsonNode manifest) {
        return one(manifest.path("license")).or(() -> one(manifest.path("licenses")));
    }

    private static Optional<String> one(JsonNode written) {
        if (!written.isArray()) {
            return name(written);
        }
        var names = new LinkedHashSet<String>();
        for (var item : written) {
            if (names.size() < MOST) {
                name(item).ifPresent(names::add);
            }
        }
        return names.size() < 2
                ? names.stream().findFirst()
                : Optional.of('('
                        + String.join(
                                " OR ",
                                names.stream().map(ManifestLicense::bracketed).toList())
                        + ')');
    }

    private static String bracketed(String name) {
        return LicenseExpression.of(name).isKnown() && name.contains(" ") && !name.startsWith("(")
                ? '(' + name + ')'
                : name;
    }

    private static Optional<String> name(JsonNode written) {
        return List.of(written, written.path("type"), written.path("name")).stream()
                .filter(JsonNode::isTextual)
                .map(text -> text.textValue().strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
