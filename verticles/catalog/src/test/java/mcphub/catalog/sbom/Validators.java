package mcphub.catalog.sbom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.spdx.core.InvalidSPDXAnalysisException;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.storage.simple.InMemSpdxStore;

/** What the formats' own libraries have against a document. */
public final class Validators {
    private Validators() {}

    public static List<String> cycloneDx(String document) {
        try {
            return new JsonParser()
                    .validate(document, Version.VERSION_16).stream()
                            .map(Throwable::getMessage)
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("resource") // it holds memory only
    public static List<String> spdx(String document) {
        var store = new MultiFormatStore(new InMemSpdxStore(), MultiFormatStore.Format.JSON);
        try {
            return store.deSerialize(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)), false)
                    .verify();
        } catch (IOException | InvalidSPDXAnalysisException e) {
            return List.of(e.toString());
        }
    }
}
