package mcphub.harness;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;

/** Downloads files as they are, and reads what stands in them. */
public final class Pdf {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Pdf() {}

    /** A GET of bytes; headers are given as name, value, name, value. */
    public static HttpResponse<byte[]> get(People.Person person, String path, String... headers) {
        return send("GET", person, path, headers);
    }

    public static HttpResponse<byte[]> send(String method, People.Person person, String path, String... headers) {
        return send(method, HttpResponse.BodyHandlers.ofByteArray(), person, path, headers);
    }

    /** The SHA-256 of a file that nobody holds as a whole. */
    public static String digest(People.Person person, String path) {
        try (var file = send("GET", HttpResponse.BodyHandlers.ofInputStream(), person, path)
                .body()) {
            var digest = new DigestInputStream(file, MessageDigest.getInstance("SHA-256"));
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> HttpResponse<T> send(
            String method, HttpResponse.BodyHandler<T> body, People.Person person, String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(person.api().base() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("authorization", "Bearer " + person.token());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All text of a file, with single spaces. */
    public static String text(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return Normalizer.normalize(new PDFTextStripper().getText(document), Normalizer.Form.NFKC)
                    .replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int pages(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
