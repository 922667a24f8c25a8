package mcphub.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import mcphub.catalog.receipt.Verification;
import mcphub.kernel.SettingsReader;
import mcphub.servers.Servers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub verify}: whether a receipt is to be believed. Asks neither a hub nor its database, unless it is told to get the keys from a hub. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the signature of a receipt, which archive it is about, and whether it is still fresh; prints what it says. Works offline,",
            "but where --key is an address.",
            "Exit: 0 valid, 1 not valid, 2 called wrongly or a file cannot be read, 3 valid but no longer fresh."
        },
        footer = {
            "",
            "  curl https://hub.example.org/api/v1/receipt-keys > ~/.mcphub/receipt-keys.json          # once, from a hub that you trust",
            "  curl https://hub.example.org/api/v1/mcps/ID/versions/ID/receipt > receipt.json",
            "  hub verify receipt.json --artifact server-1.0.0.tgz",
            "  hub verify receipt.json --key https://hub.example.org"
        })
final class VerifyCommand implements Callable<Integer> {
    private static final int NOT_VALID = 1;
    private static final int STALE = 3;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "The receipt; - is standard input.")
    private String file = "";

    @Option(
            names = "--key",
            paramLabel = "FILE|ADDRESS",
            description =
                    "The keys that are trusted, as " + TrustedKeys.PATH
                            + " of a hub has them: a file, or a hub's address (https), which is asked; by default "
                            + TrustedKeys.FILE
                            + " in the data folder. Whoever sends you a receipt must not be who sends you the keys: those beside it are taken only where they are named here.")
    private @Nullable String keys;

    @Option(names = "--home", paramLabel = "FOLDER", description = "The data folder (HUB_HOME; default ~/.mcphub).")
    private @Nullable String home;

    @Option(names = "--artifact", paramLabel = "ARCHIVE", description = "The archive that it has to be about.")
    private @Nullable Path artifact;

    @Option(
            names = "--max-age",
            paramLabel = "DAYS",
            description = "How old the analysis may be, whatever the receipt says itself.")
    private @Nullable Integer maxAge;

    @Override
    public Integer call() {
        try {
            return verify();
        } catch (IOException e) {
            throw new IllegalArgumentException("a file cannot be read: " + e, e);
        }
    }

    private int verify() throws IOException {
        if (maxAge != null && maxAge < 0) {
            throw new IllegalArgumentException("--max-age: " + maxAge + " is no number of days");
        }
        var against = new Verification.Against(
                TrustedKeys.of(keys, homePath()),
                artifact == null ? null : sha256(artifact),
                Instant.now(),
                maxAge == null ? null : Duration.ofDays(maxAge));
        var verified = Verification.of(TrustedKeys.text(file), against);
        var out = command.commandLine().getOut();
        verified.lines().forEach(out::println);
        out.println(
                switch (verified.outcome()) {
                    case VALID -> artifact == null ? "valid; no archive was compared" : "valid, and about this archive";
                    case STALE -> "valid, but not fresh: " + verified.why();
                    case INVALID -> "NOT VALID: " + verified.why();
                });
        return switch (verified.outcome()) {
            case VALID -> 0;
            case STALE -> STALE;
            case INVALID -> NOT_VALID;
        };
    }

    private Path homePath() {
        var reader = SettingsReader.defaults().environment(System.getenv());
        if (home != null) {
            reader.set("home", home);
        }
        return Servers.homePath(reader);
    }

    private static String sha256(Path archive) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(archive), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
