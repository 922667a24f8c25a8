package mcphub.analysis.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks an npm registry for packages. Calls block and belong on virtual threads; any number may run at once. It never tries again by
 * itself: {@link SourceUnavailable} tells the job queue that it may.
 */
public final class NpmRegistry implements AutoCloseable {
    private static final Pattern WANTED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,255}");
    private static final Pattern EXACT = Pattern.compile("\\d+\\.\\d+\\.\\d+([-+].*)?");

    private static final String WHOLE = "application/json";
    private static final String SHORT = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8";

    private final RegistrySettings settings;
    private final RegistryAccess access;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;

    /** A client of one registry; it connects only when asked for something. */
    public NpmRegistry(RegistrySettings settings) {
        this(settings, RegistryAccess.OPEN);
    }

    /** The same, asked with these credentials. */
    public NpmRegistry(RegistrySettings settings, RegistryAccess access) {
        this.settings = settings;
        this.access = access;
        this.http = HttpClient.newBuilder()
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    /**
     * Describes one release. Only that version's manifest is read; a whole package's description can have 50 MB.
     *
     * @param packageName such as {@code name} or {@code @scope/name}
     * @param wanted an exact version or a dist-tag; empty means {@code latest}
     * @throws SourceRejected where name or version are malformed or unknown, or the description is unusable
     * @throws SourceUnavailable where the registry does not answer, fails, is too busy or sends no JSON
     */
    public Release resolve(String packageName, String wanted) {
        var name = new PackageName(packageName);
        var version = wanted.isBlank() ? "latest" : wanted.strip();
        if (!WANTED.matcher(version).matches()) {
            throw new SourceRejected(Quote.of(version)
                    + " is no version; expected one exact version such as 1.2.3, or a tag such as latest.");
        }
        var subject =
                (EXACT.matcher(version).matches() ? "version " : "tag ") + version + " of the package " + name.value();
        var json = new ByteArrayOutputStream();
        request(subject)
                .get(
                        settings.base().resolve(name.encoded() + "/" + version.replace("+", "%2B")),
                        "application/json",
                        settings.manifestTimeout(),
                        settings.maxManifestBytes(),
                        piece -> {
                            var bytes = new byte[piece.remaining()];
                            piece.get(bytes);
                            json.writeBytes(bytes);
                        });
        var release = Manifest.parse(json.toByteArray(), subject).release();
        if (!release.name().equals(name.value())
                || (EXACT.matcher(version).matches()
                        && !withoutBuild(release.version()).equals(withoutBuild(version)))) {
            throw new SourceRejected("The registry describes %s %s where %s was asked for."
                    .formatted(Quote.of(release.name()), Quote.of(release.version()), subject));
        }
        return release;
    }

    /**
     * Describes a package with all its releases, as far as installers look when they choose one. What comes can have tens of megabytes: it goes through a file in this folder, which is
     * deleted, and never stands in memory as a whole.
     *
     * @param packageName such as {@code name} or {@code @scope/name}
     * @param etag of the description that is known already; null where none is
     * @return absent where the registry says that nothing changed since
     * @throws SourceRejected where the name is malformed or unknown, or the description is too large or of another package
     * @throws SourceUnavailable where the registry or the disk fails, or sends no JSON
     */
    public Optional<Described> describe(String packageName, @Nullable String etag, Path folder) {
        return describe(packageName, etag, folder, PackumentReader::read, true);
    }

    /** How a description is read: from a file, by the package's name, and with the ETag by which to ask again. */
    @FunctionalInterface
    public interface Reading<T> {
        T read(Path file, String name, @Nullable String etag) throws IOException;
    }

    /** The same, read in another way; why there is no such package is not asked about. */
    public <T> Optional<T> describe(String packageName, @Nullable String etag, Path folder, Reading<T> reading) {
        return describe(packageName, etag, folder, reading, false);
    }

    private <T> Optional<T> describe(
            String packageName, @Nullable String etag, Path folder, Reading<T> reading, boolean asksWhy) {
        var name = new PackageName(packageName);
        try {
            var file = Files.createTempFile(folder, "packument-", ".json");
            try {
                var answer = fetch(name, etag, SHORT, file);
                return answer.isNew() ? Optional.of(reading.read(file, name.value(), answer.etag())) : Optional.empty();
            } catch (SourceRejected refused) {
                throw asksWhy && refused.isAbsence() ? whyAbsent(name, refused, file) : refused;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new SourceUnavailable(
                    "The description of " + name.value() + " could not be stored on this machine.", failure);
        }
    }

    /** That a package was taken back, registries may tell only in its whole description. */
    private SourceRejected whyAbsent(PackageName name, SourceRejected absent, Path file) throws IOException {
        try {
            fetch(name, null, WHOLE, file);
            PackumentReader.read(file, name.value(), null);
            return absent;
        } catch (SourceRejected reason) {
            return reason.isAbsence() ? reason : absent;
        } catch (SourceUnavailable silent) {
            return absent;
        }
    }

    private RegistryRequest.Answer fetch(PackageName name, @Nullable String etag, String accept, Path file)
            throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            return request("package " + name.value())
                    .getUnless(
                            etag,
                            settings.base().resolve(name.encoded()),
                            accept,
                            settings.tarballTimeout(),
                            settings.maxPackumentBytes(),
                            piece -> {
                                while (piece.hasRemaining()) {
                                    channel.write(piece);
                                }
                            });
        }
    }

    /**
     * Downloads a release's archive into a new file in this folder, which the caller deletes; only its owner can read it. The digest
     * is computed on the way, and nothing is left of a download that fails.
     *
     * @throws SourceRejected where the archive is too big, lies on a host that is not allowed, or has another digest
     * @throws SourceUnavailable where the registry or the disk fails
     */
    public Path download(Release release, Path folder) {
        var subject = "version " + release.version() + " of the package " + release.name();
        var digest = Fingerprint.digest(release.integrity().algorithm().javaName());
        try {
            var file = Files.createTempFile(folder, "package-", ".tgz");
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                request(subject)
                        .get(
                                upgraded(release.tarball()),
                                "application/octet-stream, */*;q=0.5",
                                settings.tarballTimeout(),
                                settings.maxTarballBytes(),
                                piece -> {
                                    digest.update(piece.duplicate());
                                    while (piece.hasRemaining()) {
                                        channel.write(piece);
                                    }
                                });
                if (!release.integrity().digests().contains(HexFormat.of().formatHex(digest.digest()))) {
                    throw new SourceRejected("The archive of " + subject + " has another "
                            + release.integrity().algorithm().javaName() + " than the registry says.");
                }
                return file;
            } catch (IOException | RuntimeException | Error failure) {
                Files.deleteIfExists(file);
                throw failure;
            }
        } catch (IOException failure) {
            throw new SourceUnavailable("The archive of " + subject + " could not be stored on this machine.", failure);
        }
    }

    /** Hangs up; requests under way fail. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
        threads.close();
    }

    private RegistryRequest request(String subject) {
        return new RegistryRequest(http, settings, access, subject);
    }

    /** Old manifests name tarballs by http on a registry that now speaks https only; npm's client goes by https as well. */
    private URI upgraded(URI tarball) {
        return "https".equalsIgnoreCase(settings.base().getScheme())
                        && "http".equalsIgnoreCase(tarball.getScheme())
                        && tarball.getPort() < 0
                ? URI.create("https" + tarball.toString().substring("http".length()))
                : tarball;
    }

    private static String withoutBuild(String version) {
        return version.replaceFirst("\\+.*", "");
    }
}
