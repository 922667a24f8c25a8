package mcphub.launcher;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import mcphub.catalog.receipt.ReceiptKey;
import org.jspecify.annotations.Nullable;

/** The keys by which receipts of versions are believed: those that are named, or those of the hub's own folder; never any that merely lie beside a receipt. */
final class TrustedKeys {
    /** Their name in the hub's folder. */
    static final String FILE = "receipt-keys.json";

    /** Where a hub has them. */
    static final String PATH = "/api/v1/receipt-keys";

    /** As much as is read of anything. */
    static final int MOST_BYTES = 1024 * 1024;

    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int OK = 200;

    private TrustedKeys() {}

    /**
     * The keys by thumbprint, at least one.
     *
     * @param named a file, {@code -} for standard input, or an address: a hub's, or the set's itself; null for the hub's own folder
     * @param home that folder
     * @throws IllegalArgumentException where no keys are named and the folder has none, or where there are none
     * @throws IOException where they cannot be read
     */
    static Map<String, ReceiptKey> of(@Nullable String named, Path home) throws IOException {
        String from = named == null ? home.resolve(FILE).toString() : named;
        if (named == null && !Files.exists(home.resolve(FILE))) {
            throw new IllegalArgumentException(
                    "There are no keys to believe it by: --key names a file or a hub's address, or " + from
                            + " has them. Keys that lie beside a receipt are taken only where --key names them");
        }
        String text = ADDRESS.matcher(from).matches() ? fetched(from) : text(from);
        Map<String, ReceiptKey> found;
        try {
            found = ReceiptKey.set(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(from + ": " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(from + ": there is no Ed25519 key in it");
        }
        return found;
    }

    /** A file's text, or that of standard input. */
    static String text(String from) throws IOException {
        try (InputStream in = from.equals("-") ? System.in : Files.newInputStream(Path.of(from))) {
            return text(in, from);
        }
    }

    private static String text(InputStream in, String from) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(from + ": is larger than " + MOST_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Goes nowhere else than it was told, and over the network only where nobody on the way can change the answer. */
    private static String fetched(String address) throws IOException {
        var uri = URI.create(address);
        boolean isHttp = "http".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || !(isHttp || "https".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException(
                    "--key: " + address + " is no address of a hub, such as https://hub.example.org");
        }
        if (isHttp && !InetAddress.getByName(uri.getHost()).isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "--key: " + address + " is not https: whoever is on the way could send other keys");
        }
        String path = String.valueOf(uri.getPath());
        var set = path.isEmpty() || path.equals("/") ? uri.resolve(PATH) : uri;
        try (var http = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            var request = HttpRequest.newBuilder(set)
                    .timeout(PATIENCE)
                    .header("accept", "application/json")
                    .build();
            var response = http.send(
                    request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
            if (response.statusCode() != OK) {
                throw new IllegalArgumentException(set + ": answered " + response.statusCode());
            }
            return text(new ByteArrayInputStream(response.body()), set.toString());
        } catch (HttpTimeoutException e) {
            throw new IOException(set + " did not answer in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(set + ": was interrupted", e);
        }
    }
}
